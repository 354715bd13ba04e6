namespace Serverless.MultiObjective.Randomness;

/// <summary>Draws items without replacement.</summary>
public static class RandomDraw
{
    /// <summary>
    /// Draws a number of items uniformly to the front, in the order in which they are drawn (Fisher, Yates 1938); with the same seed, a smaller draw
    /// is the beginning of a larger one.
    /// </summary>
    /// <param name="items">The items, which are reordered.</param>
    /// <param name="count">The number of items to draw, from 0 to all.</param>
    /// <param name="seed">The seed of the draw.</param>
    public static void ToFront<T>(Span<T> items, int count, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, items.Length);
        var random = RandomStream.For(seed, 0, 0);
        for (var i = 0; i < count; i++)
        {
            var other = i + random.NextInt(items.Length - i);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }
}
