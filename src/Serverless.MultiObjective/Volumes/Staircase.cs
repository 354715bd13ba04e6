namespace Serverless.MultiObjective.Volumes;

/// <summary>A staircase of sorted nondominated points of the plane, with the area that they dominate up to a corner.</summary>
sealed class Staircase(double cornerX, double cornerY)
{
    /// <summary>The steps, with X ascending and Y descending.</summary>
    readonly List<(double X, double Y)> _steps = [];

    /// <value>The dominated area.</value>
    public double Area { get; private set; }

    /// <summary>Adds a point that lies before the corner in both directions.</summary>
    public void Add(double x, double y)
    {
        var at = FirstAtOrAfter(x);
        if (at < _steps.Count && _steps[at].X == x && _steps[at].Y <= y)
        {
            return;
        }

        var ceiling = at > 0 ? _steps[at - 1].Y : cornerY;
        if (ceiling <= y)
        {
            return;
        }

        // Add slice by slice to the right, up to a step that is lower than the new one; the steps passed are now dominated.
        var left = x;
        var end = at;
        for (; end < _steps.Count && _steps[end].Y >= y; end++)
        {
            Area += (_steps[end].X - left) * (ceiling - y);
            (left, ceiling) = _steps[end];
        }

        Area += ((end < _steps.Count ? _steps[end].X : cornerX) - left) * (ceiling - y);
        _steps.RemoveRange(at, end - at);
        _steps.Insert(at, (x, y));
    }

    int FirstAtOrAfter(double x)
    {
        var low = 0;
        var high = _steps.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _steps[middle].X < x ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
