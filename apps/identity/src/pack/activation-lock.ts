/** Any number, the same for every replica: activations and reorganisations follow one another. */
export const activationLock = 4_150_926;
