/** Passwords, sign-in and devices, as a module. */
export * from '../modules/accounts/index.js';
