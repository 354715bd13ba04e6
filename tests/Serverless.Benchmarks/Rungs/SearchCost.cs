namespace Serverless.Benchmarks.Rungs;

/// <summary>What a search came to, and what it took.</summary>
/// <param name="Begun">Candidates trained at least to the first rung.</param>
/// <param name="Whole">Candidates trained to the end.</param>
/// <param name="Epochs">Epochs trained.</param>
/// <param name="Seconds">Processor seconds of training, judging and exporting, on one thread.</param>
/// <param name="Hypervolume">Of the front of whole trainings.</param>
/// <param name="FrontSize">Its members.</param>
/// <param name="Steps">What there was after each whole training.</param>
sealed record SearchCost(
    int Begun, int Whole, int Epochs, double Seconds, double Hypervolume, int FrontSize, IReadOnlyList<SearchStep> Steps)
{
    /// <summary>When the front of whole trainings first had this hypervolume; null when it never had.</summary>
    internal SearchStep? Reaching(double hypervolume) => Steps.FirstOrDefault(step => step.Hypervolume >= hypervolume);

    /// <summary>The hypervolume that there was when so many seconds had been spent.</summary>
    internal double HypervolumeAfter(double seconds) =>
        Steps.LastOrDefault(step => step.Seconds <= seconds)?.Hypervolume ?? 0;
}
