namespace Serverless.Spaces;

/// <summary>The classes of NAS-Bench-201 cells that compute the same function: 4,930 classes of 15,625 genotypes.</summary>
/// <remarks>
/// A cell's output is written as a sum of nested operations on the input: <c>none</c> and everything that depends on it vanish, a
/// skip connection is replaced by its input, and sums are flat and unordered. Equal sums are one class, which is the
/// <c>functional_class</c> of the published tables. NAS-Bench-201's own count of 6,466 unique strings is based on a finer form: it keeps
/// marks of vanished terms and does not flatten sums that a skip connection passes on.
/// Weights are not considered: a convolution used twice and two convolutions of one input are treated as equal.
/// </remarks>
static class NasBench201Classes
{
    const int None = 0;
    const int Skip = 1;
    const int Convolution1x1 = 2;
    const int Convolution3x3 = 3;
    const int Pool = 4;
    const int Choices = 5;
    const int EdgeCount = 6;

    static readonly Lazy<Architecture[]> Representatives = new(FindRepresentatives);
    static readonly Lazy<int> DistinctCount = new(() => Representatives.Value.Distinct().Count());

    /// <summary>The number of classes.</summary>
    public static int Count => DistinctCount.Value;

    /// <summary>Returns the cheapest cell of a class: fewest 3×3, then 1×1 convolutions, then pools, then the smallest genotype.</summary>
    public static Architecture RepresentativeOf(Architecture architecture)
    {
        var index = 0;
        foreach (var operation in architecture.Genotype)
        {
            index = (index * Choices) + operation;
        }

        return Representatives.Value[index];
    }

    /// <summary>Returns the sum that a cell computes, with one text per class; empty when the output does not depend on the input.</summary>
    public static string Expression(ReadOnlySpan<int> genotype)
    {
        var terms = new List<string>[4];
        terms[0] = ["x"];
        for (var target = 1; target < terms.Length; target++)
        {
            terms[target] = [];
        }

        for (var edge = 0; edge < EdgeCount; edge++)
        {
            var (source, target) = NasBench201Space.Edges[edge];
            if (genotype[edge] == None || terms[source].Count == 0)
            {
                continue;
            }

            if (genotype[edge] == Skip)
            {
                terms[target].AddRange(terms[source]);
            }
            else
            {
                terms[source].Sort(StringComparer.Ordinal);
                terms[target].Add($"{genotype[edge]}({string.Join('+', terms[source])})");
            }
        }

        terms[3].Sort(StringComparer.Ordinal);
        return string.Join('+', terms[3]);
    }

    static Architecture[] FindRepresentatives()
    {
        var all = new Architecture[(int)Math.Pow(Choices, EdgeCount)];
        for (var index = 0; index < all.Length; index++)
        {
            var genotype = new int[EdgeCount];
            for (int edge = EdgeCount - 1, rest = index; edge >= 0; edge--, rest /= Choices)
            {
                genotype[edge] = rest % Choices;
            }

            all[index] = new Architecture([.. genotype]);
        }

        // Genotypes are in ascending order and MinBy returns the first of equals, so ties go to the smallest genotype.
        var representatives = new Architecture[all.Length];
        foreach (var members in Enumerable.Range(0, all.Length).GroupBy(index => Expression(all[index].Genotype)))
        {
            var cheapest = members.MinBy(index => Expense(all[index].Genotype));
            foreach (var member in members)
            {
                representatives[member] = all[cheapest];
            }
        }

        return representatives;
    }

    static (int Convolutions3x3, int Convolutions1x1, int Pools) Expense(ReadOnlySpan<int> genotype) =>
        (genotype.Count(Convolution3x3), genotype.Count(Convolution1x1), genotype.Count(Pool));
}
