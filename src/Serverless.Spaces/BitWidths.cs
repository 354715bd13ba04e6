namespace Serverless.Spaces;

/// <summary>The bit widths that weights and inputs of layers can have.</summary>
public static class BitWidths
{
    /// <summary>The width of 32-bit floating-point numbers: nothing is quantised.</summary>
    public const int Unquantised = 32;

    /// <summary>The smallest width.</summary>
    public const int Fewest = 2;

    /// <summary>The largest width of a quantised layer.</summary>
    public const int MostQuantised = 8;

    /// <summary>Returns whether layers can have a width.</summary>
    public static bool Has(int bits) => bits is (>= Fewest and <= MostQuantised) or Unquantised;
}
