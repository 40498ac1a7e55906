// Where a page of lists puts what is open beside the list.
export const ASIDE_ID = 'desk-aside';
