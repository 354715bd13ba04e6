using Serverless.MultiObjective.Randomness;
using Serverless.Spaces.Definitions;
using Serverless.Spaces.Morphisms;

namespace Serverless.Algorithms.BulkAndCut;

/// <summary>A decision by which units of a layer can be cut.</summary>
/// <param name="Decision">Its place in genotype order.</param>
/// <param name="Units">Of the layer as it is.</param>
/// <param name="Share">What is cut of it, between the two: by the layer that reads the units.</param>
/// <param name="Choices">Fewer units, by choice.</param>
sealed record CutWidth(int Decision, int Units, (double Least, double Most) Share, IReadOnlyList<(int Choice, int Units)> Choices)
{
    static readonly (double, double) ReadByClassifier = (0.04, 0.06);
    static readonly (double, double) ReadByLinear = (0.065, 0.085);
    static readonly (double, double) ReadByConvolution = (0.09, 0.11);

    /// <summary>That of a decision; null where none of its choices cuts.</summary>
    /// <param name="decision">Its place in genotype order.</param>
    /// <param name="cuts">What each other choice makes of the network.</param>
    public static CutWidth? Of(int decision, IEnumerable<(int Choice, NetworkMorph? Cut)> cuts)
    {
        (int Choice, NetworkMorph Cut, int Place)[] known =
        [
            .. from cut in cuts
               where cut.Cut?.ChangedAt is not null
               select (cut.Choice, cut.Cut!, cut.Cut!.ChangedAt!.Value),
        ];
        return known is [var (_, first, place), ..]
            ? new CutWidth(
                decision,
                first.Parent.Blocks[place].Output.Channels,
                ShareOf(NetworkCut.ReaderOf(first.Parent, place)),
                [.. known.Where(cut => cut.Place == place).Select(cut => (cut.Choice, cut.Cut.Child.Blocks[place].Output.Channels))])
            : null;
    }

    /// <summary>The choice whose units come nearest to a drawn share: the present one where all are farther.</summary>
    public int Draw(int present, RandomStream random)
    {
        var aim = Units * (1 - Triangular(random));
        return Choices.Prepend((Choice: present, Units)).MinBy(choice => Math.Abs(choice.Units - aim)).Choice;
    }

    static (double Least, double Most) ShareOf(PlannedBlock? reader) => reader switch
    {
        null => ReadByClassifier,
        PlannedLinear => ReadByLinear,
        _ => ReadByConvolution,
    };

    // Symmetric: the mean of two uniform numbers.
    double Triangular(RandomStream random) => Share.Least + ((Share.Most - Share.Least) * (random.NextDouble() + random.NextDouble()) / 2);
}
