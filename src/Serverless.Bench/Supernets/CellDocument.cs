namespace Serverless.Bench.Supernets;

/// <summary>What cells are worth that gradients found in one training.</summary>
/// <param name="Cells">Those found, and those drawn.</param>
public sealed record CellDocument(IReadOnlyList<CellFigures> Cells)
{
    public int SchemaVersion { get; init; } = 1;
}

/// <summary>A cell.</summary>
/// <param name="Method">What found it; <c>random</c> for one that was drawn.</param>
/// <param name="Strength">How much costs counted.</param>
/// <param name="Seed">Of the search, and of its training alone.</param>
/// <param name="Architecture">The cell.</param>
/// <param name="Cost">Of the cell, 0 to 1.</param>
/// <param name="AccuracyPercent">On the validation images, trained alone.</param>
/// <param name="SearchSeconds">Of the search; 0 for one that was drawn.</param>
public sealed record CellFigures(string Method, double Strength, int Seed, string Architecture, double Cost, double AccuracyPercent, double SearchSeconds);
