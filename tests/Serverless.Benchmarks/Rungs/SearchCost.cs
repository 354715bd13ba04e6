namespace Serverless.Benchmarks.Rungs;

/// <summary>The results of a search, and their cost.</summary>
/// <param name="Begun">The number of candidates trained at least to the first rung.</param>
/// <param name="Whole">The number of candidates trained to the end.</param>
/// <param name="Epochs">The number of epochs trained.</param>
/// <param name="Seconds">The processor seconds of training, validating and exporting, on one thread.</param>
/// <param name="Hypervolume">The hypervolume of the front of whole trainings.</param>
/// <param name="FrontSize">The number of members of that front.</param>
/// <param name="Steps">The state after each whole training.</param>
sealed record SearchCost(
    int Begun, int Whole, int Epochs, double Seconds, double Hypervolume, int FrontSize, IReadOnlyList<SearchStep> Steps)
{
    /// <summary>When the front of whole trainings first had this hypervolume; null when it never had.</summary>
    internal SearchStep? Reaching(double hypervolume) => Steps.FirstOrDefault(step => step.Hypervolume >= hypervolume);

    /// <summary>The hypervolume that there was when so many seconds had been spent.</summary>
    internal double HypervolumeAfter(double seconds) =>
        Steps.LastOrDefault(step => step.Seconds <= seconds)?.Hypervolume ?? 0;
}
