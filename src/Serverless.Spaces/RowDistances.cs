namespace Serverless.Spaces;

/// <summary>How far rows of choices are from others: the sum over the decisions, of numbers their difference as a share of the decision's range, of names 1 where they differ.</summary>
/// <param name="dimensions">The decisions.</param>
/// <param name="rows">At least one.</param>
sealed class RowDistances(IReadOnlyList<Dimension> dimensions, IReadOnlyList<Architecture> rows)
{
    /// <summary>Above what rounding makes of the sum of all decisions, in another order.</summary>
    const double Rounding = 1e-9;

    readonly double[]?[] _positions = [.. dimensions.Select(dimension => dimension.Positions?.ToArray())];

    // By decision: of each row.
    readonly int[][] _columns = [.. dimensions.Select((_, decision) => rows.Select(row => row.Genotype[decision]).ToArray())];

    /// <summary>The place of the row that is nearest, of equally near ones the first; 0 where there is none but the one that does not count.</summary>
    /// <param name="genotype">To which.</param>
    /// <param name="except">The place of one that does not count; null: all do.</param>
    public int Nearest(ReadOnlySpan<int> genotype, int? except)
    {
        var (nearest, least) = (0, double.PositiveInfinity);
        for (var row = 0; row < rows.Count; row++)
        {
            Approach(genotype, row, except, ref nearest, ref least);
        }

        return nearest;
    }

    /// <summary>The places of the rows nearest to each genotype with another choice of one decision, in the order of decisions and choices.</summary>
    /// <remarks>
    /// What the other decisions come to is summed once for all choices, and the least of it found among the rows of each: O(rows · decisions) for all. Few rows are
    /// as near as that but for rounding, and exact sums tell which of them is the nearest.
    /// </remarks>
    /// <param name="genotype">To whose neighbours.</param>
    /// <param name="except">The place of one that does not count; null: all do.</param>
    /// <param name="counts">Whether a decision is one to change.</param>
    public List<int> NearestToNeighbours(ReadOnlySpan<int> genotype, int? except, Func<int, bool> counts)
    {
        var (sums, rest) = (new double[rows.Count], new double[rows.Count]);
        for (var decision = 0; decision < genotype.Length; decision++)
        {
            Add(sums, decision, genotype[decision], 1, sums);
        }

        var (nearest, changed) = (new List<int>(), genotype.ToArray());
        for (var decision = 0; decision < genotype.Length; decision++)
        {
            if (!counts(decision))
            {
                continue;
            }

            Add(sums, decision, genotype[decision], -1, rest);
            var groups = Groups(_columns[decision], rest, dimensions[decision].Choices.Count, except);
            for (var choice = 0; choice < groups.Length; choice++)
            {
                if (choice != genotype[decision])
                {
                    changed[decision] = choice;
                    nearest.Add(NearestOf(changed, groups, PartsOf(decision, choice), except));
                }
            }

            changed[decision] = genotype[decision];
        }

        return nearest;
    }

    /// <summary>By choice: the least rest of its rows, and the rows that come to that.</summary>
    static (double Least, List<int> Rows)[] Groups(int[] column, double[] rest, int choices, int? except)
    {
        var groups = new (double Least, List<int> Rows)[choices];
        for (var choice = 0; choice < choices; choice++)
        {
            groups[choice] = (double.PositiveInfinity, []);
        }

        for (var row = 0; row < rest.Length; row++)
        {
            ref var group = ref groups[column[row]];
            if (rest[row] <= group.Least + Rounding && row != except)
            {
                // Those that are no longer among the nearest stay: they are few, and exact sums leave them out.
                group.Least = Math.Min(group.Least, rest[row]);
                group.Rows.Add(row);
            }
        }

        return groups;
    }

    int NearestOf(int[] genotype, (double Least, List<int> Rows)[] groups, double[] parts, int? except)
    {
        var bound = double.PositiveInfinity;
        for (var choice = 0; choice < groups.Length; choice++)
        {
            bound = Math.Min(bound, groups[choice].Least + parts[choice]);
        }

        var candidates = new List<int>();
        for (var choice = 0; choice < groups.Length; choice++)
        {
            if (groups[choice].Least + parts[choice] <= bound + Rounding)
            {
                candidates.AddRange(groups[choice].Rows);
            }
        }

        candidates.Sort();
        var (nearest, least) = (0, double.PositiveInfinity);
        foreach (var row in candidates)
        {
            Approach(genotype, row, except, ref nearest, ref least);
        }

        return nearest;
    }

    /// <summary>Takes a row where it is nearer; gives up where it comes to as much as another is away.</summary>
    void Approach(ReadOnlySpan<int> genotype, int row, int? except, ref int nearest, ref double least)
    {
        var distance = 0.0;
        for (var decision = 0; decision < genotype.Length && distance < least; decision++)
        {
            distance += Part(decision, genotype[decision], _columns[decision][row]);
        }

        if (distance < least && row != except)
        {
            (nearest, least) = (row, distance);
        }
    }

    void Add(double[] sums, int decision, int choice, int sign, double[] result)
    {
        var (column, parts) = (_columns[decision], PartsOf(decision, choice));
        for (var row = 0; row < column.Length; row++)
        {
            result[row] = sums[row] + (sign * parts[column[row]]);
        }
    }

    /// <summary>By choice: how far it is from one.</summary>
    double[] PartsOf(int decision, int choice) =>
        [.. Enumerable.Range(0, dimensions[decision].Choices.Count).Select(other => Part(decision, choice, other))];

    double Part(int decision, int one, int other) =>
        one == other ? 0 : _positions[decision] is { } positions ? Math.Abs(positions[one] - positions[other]) : 1;
}
