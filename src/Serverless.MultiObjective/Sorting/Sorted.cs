namespace Serverless.MultiObjective.Sorting;

/// <summary>Searches ascending numbers by binary search.</summary>
static class Sorted
{
    /// <summary>Returns how many numbers are at most a value. O(log n), without a branch that depends on the numbers.</summary>
    public static int CountUpTo(ReadOnlySpan<double> ascending, double value)
    {
        var start = 0;
        for (var length = ascending.Length; length > 1;)
        {
            var half = length / 2;
            start += ascending[start + half - 1] <= value ? half : 0;
            length -= half;
        }

        return start < ascending.Length && ascending[start] <= value ? start + 1 : start;
    }
}
