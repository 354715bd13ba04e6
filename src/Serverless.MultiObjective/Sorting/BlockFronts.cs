namespace Serverless.MultiObjective.Sorting;

/// <summary>Fronts of any number of objectives, in which all members of a front are compared, several at a time.</summary>
/// <remarks>
/// Every member comes no later in the first objective than the point that is placed, so only the other objectives decide. Fronts are found by binary
/// search: at worst O(m n²) for n points in one front, with a whole vector of points in each step.
/// </remarks>
sealed class BlockFronts(int objectives) : IFronts
{
    readonly List<PointBlocks> _fronts = [];

    public int Count => _fronts.Count;

    public int Place(ReadOnlySpan<double> point)
    {
        var others = point[1..];
        var low = 0;
        var high = _fronts.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _fronts[middle].Reach(others) ? (middle + 1, high) : (low, middle);
        }

        if (low == _fronts.Count)
        {
            _fronts.Add(new PointBlocks(objectives - 1));
        }

        _fronts[low].Add(others);
        return low;
    }
}
