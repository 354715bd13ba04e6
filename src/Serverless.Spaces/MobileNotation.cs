using System.Diagnostics.CodeAnalysis;

namespace Serverless.Spaces;

/// <summary>Formats and parses mobile architectures: layers such as <c>k5_e1_g2_se</c>, joined by commas, stages by slashes.</summary>
/// <remarks>
/// Groups are written when there are two, squeeze-and-excitation when it is present; inactive decisions are not written. In a space with bit widths,
/// the width is always the last part: <c>k5_e1_g2_se_b8</c>.
/// </remarks>
static class MobileNotation
{
    const string Form = "k3|k5, then _e1|_e3|_e6, then _g2 (after e1 only), then _se";
    const int Shown = 40;

    public static string Format(MobileSpace space, Architecture architecture) =>
        string.Join('/', Enumerable.Range(0, space.StageCount).Select(stage => string.Join(
            ',', Enumerable.Range(0, 1 + architecture.Genotype[space.DepthAt(stage)]).Select(layer => Layer(space, architecture, stage, layer)))));

    public static bool TryParse(
        MobileSpace space, string text, [NotNullWhen(true)] out Architecture? architecture, [NotNullWhen(false)] out string? error)
    {
        architecture = null;
        var stages = text.Split('/');
        if (stages.Length != space.StageCount)
        {
            error = $"There are {stages.Length} stages between '/', not {space.StageCount}.";
            return false;
        }

        var genotype = new int[space.Dimensions.Count];
        foreach (var (stage, layers) in stages.Select(stage => stage.Split(',')).Index())
        {
            if (layers.Length > space.MostLayers)
            {
                error = $"Stage {stage + 1} has {layers.Length} layers between ','; use 1 to {space.MostLayers}.";
                return false;
            }

            genotype[space.DepthAt(stage)] = layers.Length - 1;
            foreach (var (layer, choices) in layers.Index())
            {
                if (!TryReadLayer(space, choices, space.LayerAt(stage, layer), genotype))
                {
                    var shown = choices.Length <= Shown ? choices : string.Concat(choices.AsSpan(0, Shown), "...");
                    error = $"Layer {layer + 1} of stage {stage + 1} is '{shown}', not {Form}{FormOfBits(space, space.LayerAt(stage, layer))}.";
                    return false;
                }
            }
        }

        error = null;
        architecture = space.Create(genotype);
        return true;
    }

    static string FormOfBits(MobileSpace space, int first) => space.HasBitWidths
        ? $", then _{string.Join("|_", space.Dimensions[first + MobileLayerChoices.Bits].Choices)}; for example k5_e1_g2_se_{space.Dimensions[first + MobileLayerChoices.Bits].Choices[0]}"
        : "; for example k5_e1_g2_se";

    static string Layer(MobileSpace space, Architecture architecture, int stage, int layer)
    {
        var first = space.LayerAt(stage, layer);
        string Choice(int decision) => space.Dimensions[first + decision].Choices[architecture.Genotype[first + decision]];
        bool IsSecond(int decision) => architecture.Genotype[first + decision] == 1 && space.IsActive(architecture, first + decision);
        string Option(int decision) => IsSecond(decision) ? $"_{Choice(decision)}" : "";
        return $"{Choice(MobileLayerChoices.Kernel)}_{Choice(MobileLayerChoices.Expansion)}"
            + Option(MobileLayerChoices.Groups) + Option(MobileLayerChoices.Excitation) + (space.HasBitWidths ? $"_{Choice(MobileLayerChoices.Bits)}" : "");
    }

    /// <summary>Parses a layer's parts in order; groups and squeeze-and-excitation can be missing.</summary>
    static bool TryReadLayer(MobileSpace space, string text, int first, int[] genotype)
    {
        var parts = new Queue<string>(text.Split('_'));
        var decisions = MobileLayerChoices.Count + (space.HasBitWidths ? 1 : 0);
        for (var decision = 0; decision < decisions; decision++)
        {
            var isOptional = decision is MobileLayerChoices.Groups or MobileLayerChoices.Excitation;
            var choice = parts.TryPeek(out var part) ? IndexOf(space.Dimensions[first + decision].Choices, part) : -1;
            if (choice > 0 || (choice == 0 && !isOptional))
            {
                parts.Dequeue();
                genotype[first + decision] = choice;
            }
            else if (!isOptional)
            {
                return false;
            }
        }

        var isGroupedWhereNoneCount = genotype[first + MobileLayerChoices.Groups] > 0 && genotype[first + MobileLayerChoices.Expansion] > 0;
        return parts.Count == 0 && !isGroupedWhereNoneCount;
    }

    static int IndexOf(IReadOnlyList<string> choices, string name)
    {
        for (var i = 0; i < choices.Count; i++)
        {
            if (choices[i] == name)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>The order of a mobile layer's decisions in the genotype.</summary>
static class MobileLayerChoices
{
    public const int Kernel = 0;
    public const int Expansion = 1;
    public const int Groups = 2;
    public const int Excitation = 3;

    /// <summary>Number of decisions per layer in every mobile space.</summary>
    public const int Count = 4;

    /// <summary>Index of the bit width, after the others, in a space with bit widths.</summary>
    public const int Bits = 4;
}
