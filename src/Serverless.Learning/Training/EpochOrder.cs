using Serverless.Learning.Datasets;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Learning.Training;

/// <summary>Which images an epoch trains on, and in which order.</summary>
static class EpochOrder
{
    /// <summary>
    /// The places of an epoch's images. Epochs take passes over all images apart, one after the other: no image comes again before
    /// every other one came as often. An epoch of all images is one pass.
    /// </summary>
    /// <param name="images">How many there are.</param>
    /// <param name="perEpoch">How many an epoch has, from 1 to all.</param>
    /// <param name="epoch">From 1.</param>
    /// <param name="seed">Of the training; each pass is shuffled by it and its own number.</param>
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
