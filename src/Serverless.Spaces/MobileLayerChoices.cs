namespace Serverless.Spaces;

/// <summary>The order of a mobile layer's decisions in the genotype.</summary>
static class MobileLayerChoices
{
    public const int Kernel = 0;
    public const int Expansion = 1;
    public const int Groups = 2;
    public const int Excitation = 3;

    /// <summary>How many there are.</summary>
    public const int Count = 4;
}
