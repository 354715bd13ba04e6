namespace Serverless.MultiObjective.Sorting;

/// <summary>Fronts of two objectives, for each of which only the lowest second value matters. O(log k) per point for k fronts.</summary>
sealed class PlaneFronts : IFronts
{
    /// <summary>The lowest second value of each front, never falling from one front to the next.</summary>
    double[] _lowest = new double[16];

    public int Count { get; private set; }

    public int Place(ReadOnlySpan<double> point)
    {
        var rank = Sorted.CountUpTo(_lowest.AsSpan(0, Count), point[1]);
        if (rank == Count)
        {
            Count++;
            if (rank == _lowest.Length)
            {
                Array.Resize(ref _lowest, 2 * rank);
            }
        }

        _lowest[rank] = point[1];
        return rank;
    }
}
