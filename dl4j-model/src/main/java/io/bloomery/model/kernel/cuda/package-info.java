/**
 * The arithmetic on NVIDIA's cards: CUDA C++ sources (the resources of this package), compiled for the card that is found, and
 * what launches them.
 *
 * <p>{@link io.bloomery.model.kernel.cuda.CudaKernel} knows the sources and a {@link io.bloomery.model.kernel.cuda.Device}; the
 * device knows memory and launches, and nothing of Transformers. NVIDIA's libraries are called by their C names, so a build
 * holds nothing of them and runs with CUDA 11.8 to 13. Everything is queued on one stream; only what returns numbers waits.
 */
package io.bloomery.model.kernel.cuda;
