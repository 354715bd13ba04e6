namespace Serverless.MultiObjective.Randomness;

/// <summary>Draws without replacement.</summary>
public static class RandomDraw
{
    /// <summary>
    /// Draws so many items uniformly to the front, in the order they were drawn (Fisher, Yates 1938); of one seed a smaller draw is the
    /// beginning of a larger one.
    /// </summary>
    /// <param name="items">Put into another order.</param>
    /// <param name="count">0 to as many as there are.</param>
    /// <param name="seed">Of the draw.</param>
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
