namespace Serverless.Domain.Fronts;

/// <summary>Splits points into fronts: the nondominated ones, those nondominated once the first are gone, and so on.</summary>
/// <remarks>
/// Fast nondominated sort of Deb, Pratap, Agarwal, Meyarivan 2002, section III A: O(n²) comparisons, O(n²) memory. Copies of a point
/// share a front.
/// </remarks>
public static class NondominatedSort
{
    /// <summary>Sorts minimised vectors by <see cref="Dominance"/>.</summary>
    /// <returns>Indices, front by front, ascending inside a front.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Fronts(IReadOnlyList<IReadOnlyList<double>> points) =>
        Fronts(points.Count, (first, second) => Dominance.Dominates(points[first], points[second]));

    /// <summary>Sorts by any strict partial order.</summary>
    /// <param name="count">How many points there are.</param>
    /// <param name="dominates">Whether the first index dominates the second.</param>
    /// <returns>Indices, front by front, ascending inside a front.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Fronts(int count, Func<int, int, bool> dominates)
    {
        var dominated = new List<int>[count];
        var dominators = new int[count];
        for (var i = 0; i < count; i++)
        {
            dominated[i] = [];
            for (var j = 0; j < count; j++)
            {
                if (dominates(i, j))
                {
                    dominated[i].Add(j);
                    dominators[j]++;
                }
            }
        }

        var fronts = new List<IReadOnlyList<int>>();
        var front = Enumerable.Range(0, count).Where(i => dominators[i] == 0).ToList();
        while (front.Count > 0)
        {
            fronts.Add(front);
            front = [.. front.SelectMany(i => dominated[i]).Where(j => --dominators[j] == 0).Order()];
        }

        return fronts;
    }
}
