/** Recall assumed of an item never reviewed: even odds, the one number that claims nothing. */
export const RECALL_UNSEEN = 0.5;
