using Serverless.Algorithms.Populations;

namespace Serverless.Algorithms.AgeMoea2;

/// <summary>Scores the first front by diversity over proximity along its estimated surface, later ones by proximity alone.</summary>
/// <remarks>
/// Panichella 2022, section 3: the surface is where the p-norm of the normalised objectives is 1. Corner members score infinity. The others are
/// selected one by one, each time the one that is farthest from its two nearest selected neighbours, and score that distance. Members that are not
/// finite score 0.
/// </remarks>
sealed class GeometryScore : FrontScore
{
    FrontGeometry? _geometry;

    public override double[] Of(ReadOnlySpan<double> front, int objectives, int rank)
    {
        var points = FiniteRows(front, objectives, out var rows);
        var scores = new double[front.Length / objectives];
        if (rows.Count == 0)
        {
            return scores;
        }

        var isFirst = _geometry is null;
        _geometry ??= FrontGeometry.Of(points, objectives);
        var normalised = _geometry.Normalise(points);
        var found = isFirst ? Survival(normalised, objectives) : Proximity(normalised, objectives);
        for (var i = 0; i < rows.Count; i++)
        {
            scores[rows[i]] = found[i];
        }

        return scores;
    }

    double[] Proximity(double[] points, int objectives)
    {
        var scores = new double[points.Length / objectives];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = 1 / FrontGeometry.Norm(points.AsSpan(i * objectives, objectives), _geometry!.Curvature);
        }

        return scores;
    }

    double[] Survival(double[] points, int objectives)
    {
        var count = points.Length / objectives;
        var scores = new double[count];
        var isTaken = new bool[count];
        var (nearest, second) = (new double[count], new double[count]);
        nearest.AsSpan().Fill(double.PositiveInfinity);
        second.AsSpan().Fill(double.PositiveInfinity);
        var distances = SurfaceDistances.Of(points, objectives, _geometry!.Curvature);

        void Take(int taken, double score)
        {
            (scores[taken], isTaken[taken]) = (score, true);
            for (var i = 0; i < count; i++)
            {
                var distance = distances[(i * count) + taken];
                (nearest[i], second[i]) = distance < nearest[i] ? (distance, nearest[i]) : (nearest[i], Math.Min(second[i], distance));
            }
        }

        foreach (var corner in _geometry.Corners)
        {
            Take(corner, double.PositiveInfinity);
        }

        while (Farthest(isTaken, nearest, second) is var next && next >= 0)
        {
            Take(next, Spread(next, nearest, second));
        }

        return scores;
    }

    static int Farthest(bool[] isTaken, double[] nearest, double[] second)
    {
        var farthest = -1;
        for (var i = 0; i < isTaken.Length; i++)
        {
            if (!isTaken[i] && (farthest < 0 || Spread(i, nearest, second) > Spread(farthest, nearest, second)))
            {
                farthest = i;
            }
        }

        return farthest;
    }

    /// <summary>Returns the distance to the two nearest selected neighbours, or to the only one when a single member is selected.</summary>
    static double Spread(int index, double[] nearest, double[] second) =>
        double.IsInfinity(second[index]) ? nearest[index] : nearest[index] + second[index];

    static double[] FiniteRows(ReadOnlySpan<double> front, int objectives, out List<int> rows)
    {
        rows = [];
        var points = new List<double>(front.Length);
        for (var i = 0; i < front.Length / objectives; i++)
        {
            var row = front.Slice(i * objectives, objectives);
            if (!row.ContainsAnyExceptInRange(double.MinValue, double.MaxValue))
            {
                rows.Add(i);
                points.AddRange(row);
            }
        }

        return [.. points];
    }
}
