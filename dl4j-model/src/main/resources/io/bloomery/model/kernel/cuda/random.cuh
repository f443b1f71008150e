// Random words by Philox 4x32-10 (Salmon et al. 2011): a function of a counter and a key, the same on every device.
#ifndef BLOOMERY_RANDOM
#define BLOOMERY_RANDOM

// Which elements of a tensor are dropped, as the Java record of this name says: by the words of the counter (low and high half of
// a number, site, step) with the seed as key. Of each 32 elements from 32 b on, element 2 i + j of the first half has word j of
// number 8 b + i, the same of the second half word 2 + j.
struct Dropout {
    unsigned long long seed;
    unsigned step;
    unsigned site;
    unsigned threshold; // least value of the upper 31 bits of a word whose element is kept; 0 drops nothing
    float scale; // of the elements that are kept

    __device__ float factor(unsigned word) const { return word >> 1 >= threshold ? scale : 0; }
};

const Index DROPOUT_BLOCK = 32; // elements whose words belong together
const int HALF_BLOCK = 16;
const int WORDS = 4; // that one counter makes

struct Words {
    unsigned at[WORDS];
};

__device__ inline Words philox(unsigned long long number, const Dropout& dropout) {
    unsigned a = (unsigned) number, b = (unsigned) (number >> 32), c = dropout.site, d = dropout.step;
    unsigned key = (unsigned) dropout.seed, other_key = (unsigned) (dropout.seed >> 32);
#pragma unroll
    for (int round = 0; round < 10; round++) {
        const unsigned long long product = 0xD2511F53ull * a;
        const unsigned long long other_product = 0xCD9E8D57ull * c;
        a = (unsigned) (other_product >> 32) ^ b ^ key;
        c = (unsigned) (product >> 32) ^ d ^ other_key;
        b = (unsigned) other_product;
        d = (unsigned) product;
        key += 0x9E3779B9u;
        other_key += 0xBB67AE85u;
    }
    return {{a, b, c, d}};
}

// What one element is multiplied with.
__device__ inline float factor_of(const Dropout& dropout, Index element) {
    const Index number = element / DROPOUT_BLOCK * (DROPOUT_BLOCK / WORDS) + element % HALF_BLOCK / 2;
    const Words words = philox((unsigned long long) number, dropout);
    const bool odd = element % 2 == 1;
    const bool second = element % DROPOUT_BLOCK >= HALF_BLOCK;
    return dropout.factor(second ? words.at[odd ? 3 : 2] : words.at[odd ? 1 : 0]);
}

#endif
