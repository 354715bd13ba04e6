namespace Serverless.Learning.Generators;

/// <summary>Options of the fit of a generator.</summary>
public sealed record GeneratorFitOptions
{
    /// <value>The seed of initial weights, orders and draws. Default 0.</value>
    public long Seed { get; init; }

    /// <value>The number of steps of the generator's own training, at least 1; null for the default of its kind.</value>
    public int? Steps { get; init; }

    /// <value>The number of steps of the cost predictor, at least 1; null for its own default, regardless of <see cref="Steps"/>.</value>
    public int? CostSteps { get; init; }

    /// <value>The name of the balancer for the gradients or losses of several devices; null for the default of the generator's kind.</value>
    public string? Balancer { get; init; }

    /// <value>The number of CPU threads, at least 1. Default 1.</value>
    public int Threads { get; init; } = 1;

    /// <value>The device: <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>; null for <c>cuda</c> if there is a CUDA device, otherwise <c>cpu</c>.</value>
    public string? Device { get; init; }
}
