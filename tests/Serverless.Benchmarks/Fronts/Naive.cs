namespace Serverless.Benchmarks.Fronts;

/// <summary>Textbook implementations of the kernels, for comparison in the same run.</summary>
static class Naive
{
    /// <summary>Fast nondominated sort of Deb, Pratap, Agarwal, Meyarivan 2002: every pair, with lists of who dominates whom.</summary>
    internal static int Sort(double[] points, int objectives)
    {
        var count = points.Length / objectives;
        var dominated = new List<int>[count];
        var dominators = new int[count];
        for (var i = 0; i < count; i++)
        {
            dominated[i] = [];
            for (var j = 0; j < count; j++)
            {
                if (Dominates(points, i, j, objectives))
                {
                    dominated[i].Add(j);
                    dominators[j]++;
                }
            }
        }

        var fronts = 0;
        for (var front = Indices(count).Where(i => dominators[i] == 0).ToList(); front.Count > 0; fronts++)
        {
            front = [.. front.SelectMany(i => dominated[i]).Where(j => --dominators[j] == 0)];
        }

        return fronts;
    }

    /// <summary>A list that each point is compared with; how many are in it at the end.</summary>
    internal static int Archive(double[] points, int objectives)
    {
        var members = new List<int>();
        for (var i = 0; i < points.Length / objectives; i++)
        {
            if (!members.Exists(member => Dominates(points, member, i, objectives)))
            {
                members.RemoveAll(member => Dominates(points, i, member, objectives));
                members.Add(i);
            }
        }

        return members.Count;
    }

    /// <summary>Hypervolume by slicing objectives: along the last one, each slice by slicing the others.</summary>
    internal static double Hypervolume(IReadOnlyList<double[]> points, double[] reference, int objectives)
    {
        if (objectives == 1)
        {
            return points.Count == 0 ? 0 : reference[0] - points.Min(point => point[0]);
        }

        var last = objectives - 1;
        var ordered = points.OrderBy(point => point[last]).ToList();
        var volume = 0.0;
        for (var i = 0; i < ordered.Count; i++)
        {
            var next = i + 1 < ordered.Count ? ordered[i + 1][last] : reference[last];
            volume += Hypervolume(ordered[..(i + 1)], reference, last) * (next - ordered[i][last]);
        }

        return volume;
    }

    static bool Dominates(double[] points, int first, int second, int objectives)
    {
        var better = false;
        for (var i = 0; i < objectives; i++)
        {
            var one = points[(first * objectives) + i];
            var other = points[(second * objectives) + i];
            if (one > other)
            {
                return false;
            }

            better |= one < other;
        }

        return better;
    }

    static IEnumerable<int> Indices(int count) => Enumerable.Range(0, count);
}
