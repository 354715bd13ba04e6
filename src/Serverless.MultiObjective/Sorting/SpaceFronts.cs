namespace Serverless.MultiObjective.Sorting;

/// <summary>Fronts of three objectives, for each of which the staircase of the second and third values is kept.</summary>
/// <remarks>
/// Every member comes no later in the first objective than the point that is placed, so only the other two decide. A binary search over the fronts
/// with a binary search in each takes O(log k log n) comparisons per point, and at worst O(n) moved steps.
/// </remarks>
sealed class SpaceFronts : IFronts
{
    readonly List<Steps> _fronts = [];

    public int Count => _fronts.Count;

    public int Place(ReadOnlySpan<double> point)
    {
        var low = 0;
        var high = _fronts.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _fronts[middle].Reach(point[1], point[2]) ? (middle + 1, high) : (low, middle);
        }

        if (low == _fronts.Count)
        {
            _fronts.Add(new Steps());
        }

        _fronts[low].Add(point[1], point[2]);
        return low;
    }

    /// <summary>A staircase: points of the plane of which none dominates another, so that one value rises and the other falls.</summary>
    sealed class Steps
    {
        double[] _rising = new double[8];
        double[] _falling = new double[8];
        int _count;

        /// <summary>Returns whether some step is nowhere worse than a point.</summary>
        public bool Reach(double y, double z)
        {
            var upTo = Sorted.CountUpTo(_rising.AsSpan(0, _count), y);
            return upTo > 0 && _falling[upTo - 1] <= z;
        }

        /// <summary>Adds a step that no other reaches, and removes those that it reaches.</summary>
        public void Add(double y, double z)
        {
            var at = Sorted.CountUpTo(_rising.AsSpan(0, _count), y);
            if (at > 0 && _rising[at - 1] == y)
            {
                at--;
            }

            var end = at;
            while (end < _count && _falling[end] >= z)
            {
                end++;
            }

            if (_count + 1 > _rising.Length)
            {
                Array.Resize(ref _rising, 2 * _count);
                Array.Resize(ref _falling, 2 * _count);
            }

            if (end != at + 1)
            {
                _rising.AsSpan(end, _count - end).CopyTo(_rising.AsSpan(at + 1));
                _falling.AsSpan(end, _count - end).CopyTo(_falling.AsSpan(at + 1));
            }

            (_rising[at], _falling[at]) = (y, z);
            _count += at + 1 - end;
        }
    }
}
