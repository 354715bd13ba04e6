namespace Serverless.Benchmarks.Rungs;

/// <summary>What a search came to, and what it took.</summary>
/// <param name="Begun">Candidates trained at least to the first rung.</param>
/// <param name="Whole">Candidates trained to the end.</param>
/// <param name="Epochs">Epochs trained.</param>
/// <param name="Seconds">Of training, judging and exporting, on one thread.</param>
/// <param name="Hypervolume">Of the front of whole trainings.</param>
/// <param name="FrontSize">Its members.</param>
sealed record SearchCost(int Begun, int Whole, int Epochs, double Seconds, double Hypervolume, int FrontSize);
