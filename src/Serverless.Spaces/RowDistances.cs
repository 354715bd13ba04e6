namespace Serverless.Spaces;

/// <summary>
/// Computes distances between rows of choices: the sum over the decisions of, for numbers, the difference as a share of the decision's range and, for
/// names, 1 where they differ.
/// </summary>
/// <param name="dimensions">The decisions.</param>
/// <param name="rows">The rows, at least one.</param>
sealed class RowDistances(IReadOnlyList<Dimension> dimensions, IReadOnlyList<Architecture> rows)
{
    /// <summary>A bound on the rounding error when the sum over all decisions is computed in another order.</summary>
    const double Rounding = 1e-9;

    readonly double[]?[] _positions = [.. dimensions.Select(dimension => dimension.Positions?.ToArray())];

    // The choices of each row, by decision.
    readonly int[][] _columns = [.. dimensions.Select((_, decision) => rows.Select(row => row.Genotype[decision]).ToArray())];

    /// <summary>Returns the place of the nearest row, or of the first among equally near ones; 0 when the only row is the excluded one.</summary>
    /// <param name="genotype">The genotype from which distances are measured.</param>
    /// <param name="except">The place of a row to exclude; null for none.</param>
    public int Nearest(ReadOnlySpan<int> genotype, int? except)
    {
        var (nearest, least) = (0, double.PositiveInfinity);
        for (var row = 0; row < rows.Count; row++)
        {
            Approach(genotype, row, except, ref nearest, ref least);
        }

        return nearest;
    }

    /// <summary>
    /// Returns the places of the rows nearest to each genotype that differs in one decision, in the order of decisions and choices.
    /// </summary>
    /// <remarks>
    /// The distance over the other decisions is summed once for all choices, and its minimum is found among the rows of each choice: O(rows ·
    /// decisions) for all neighbours. Few rows are equally near up to rounding, and exact sums determine which of them is the nearest.
    /// </remarks>
    /// <param name="genotype">The genotype whose neighbours are considered.</param>
    /// <param name="except">The place of a row to exclude; null for none.</param>
    /// <param name="counts">Returns whether a decision is one to change.</param>
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

    /// <summary>Returns for each choice the smallest distance over the other decisions among its rows, and the rows that have it.</summary>
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
                // Rows that are no longer among the nearest stay in the list: they are few, and exact sums exclude them.
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

    /// <summary>Replaces the nearest row by the given row if it is nearer; stops summing once the distance is not smaller.</summary>
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

    /// <summary>Returns the distance of each choice from the given one.</summary>
    double[] PartsOf(int decision, int choice) =>
        [.. Enumerable.Range(0, dimensions[decision].Choices.Count).Select(other => Part(decision, choice, other))];

    double Part(int decision, int one, int other) =>
        one == other ? 0 : _positions[decision] is { } positions ? Math.Abs(positions[one] - positions[other]) : 1;
}
