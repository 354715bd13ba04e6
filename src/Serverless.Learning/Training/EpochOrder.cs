using Serverless.Learning.Datasets;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Learning.Training;

/// <summary>Decides which images an epoch trains on, and in which order.</summary>
static class EpochOrder
{
    /// <summary>
    /// Returns the indices of an epoch's images. Epochs cut consecutive parts from shuffled passes over all images, so no image is used again
    /// before every other image has been used as often. An epoch of all images is one pass.
    /// </summary>
    /// <param name="images">The number of training images.</param>
    /// <param name="perEpoch">The number of images per epoch, from 1 to <paramref name="images"/>.</param>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="seed">The seed of the training; each pass is shuffled by this seed and the number of the pass.</param>
    public static long[] Of(int images, int perEpoch, int epoch, long seed)
    {
        var order = new long[perEpoch];
        var begin = (long)perEpoch * (epoch - 1);
        for (var filled = 0; filled < perEpoch;)
        {
            var (pass, from) = Math.DivRem(begin + filled, images);
            var shuffled = RandomOrder.Of(images, RandomStream.For(seed, (int)pass + 1, RandomPurpose.Shuffling));
            for (var place = (int)from; place < images && filled < perEpoch; place++)
            {
                order[filled++] = shuffled[place];
            }
        }

        return order;
    }
}
