namespace Serverless.Spaces;

/// <summary>How many bits the weights and the input of a layer can have.</summary>
public static class BitWidths
{
    /// <summary>Floating-point numbers of 32 bits: nothing is quantised.</summary>
    public const int Unquantised = 32;

    /// <summary>The fewest.</summary>
    public const int Fewest = 2;

    /// <summary>The most of a layer that is quantised.</summary>
    public const int MostQuantised = 8;

    /// <summary>Whether layers can have so many.</summary>
    public static bool Has(int bits) => bits is (>= Fewest and <= MostQuantised) or Unquantised;
}
