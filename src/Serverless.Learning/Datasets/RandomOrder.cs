using Serverless.MultiObjective.Randomness;

namespace Serverless.Learning.Datasets;

/// <summary>Draws random orders.</summary>
static class RandomOrder
{
    /// <summary>Returns a uniformly random order of 0 .. <paramref name="count"/> − 1 (Fisher and Yates; Durstenfeld 1964).</summary>
    public static int[] Of(int count, RandomStream random)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            var j = random.NextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }

        return order;
    }
}
