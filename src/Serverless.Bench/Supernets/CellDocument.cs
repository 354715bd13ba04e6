namespace Serverless.Bench.Supernets;

/// <summary>The accuracies of cells that were found by gradients in one training.</summary>
/// <param name="Cells">The cells found, and random cells.</param>
public sealed record CellDocument(IReadOnlyList<CellFigures> Cells)
{
    public int SchemaVersion { get; init; } = 1;
}

/// <summary>A cell with its figures.</summary>
/// <param name="Method">The method that found it; <c>random</c> for a random cell.</param>
/// <param name="Strength">The weight of the costs.</param>
/// <param name="Seed">The seed of the search, and of the cell's separate training.</param>
/// <param name="Architecture">The architecture of the cell.</param>
/// <param name="Cost">The cost of the cell, 0 to 1.</param>
/// <param name="AccuracyPercent">The accuracy on the validation images after a separate training, in percent.</param>
/// <param name="SearchSeconds">The time of the search in seconds; 0 for a random cell.</param>
public sealed record CellFigures(string Method, double Strength, int Seed, string Architecture, double Cost, double AccuracyPercent, double SearchSeconds);
