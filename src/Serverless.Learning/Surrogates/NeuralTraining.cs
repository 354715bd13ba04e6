using Serverless.Learning.Datasets;
using Serverless.Learning.Surrogates.Lclr;
using Serverless.Learning.Surrogates.Networks;
using Serverless.MultiObjective.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates;

/// <summary>Minimises a loss by AdamW; the learning rate falls to zero along a cosine, step by step.</summary>
static class NeuralTraining
{
    /// <summary>Fits all members of a network, or those parameters that want gradients.</summary>
    /// <exception cref="SurrogateFitException">The loss is no finite number any more.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void Run(
        SurrogateNetwork network, FitData data, FitRecipe recipe, SurrogateFitOptions options, Action<SurrogateFitProgress>? progress,
        CancellationToken cancellation)
    {
        var balanced = options.Balancer is { } name ? new BalancedLoss(name, [.. network.parameters()], data.Set.Targets.Count) : null;
        Run(
            network.parameters(),
            data.Set.Count,
            new DescentTerms(recipe.Steps, recipe.Batch, recipe.LearningRate, recipe.WeightDecay),
            (indices, random) =>
            {
                var (inputs, batch) = data.Take(indices.to(data.Device));
                inputs = CurveMasking.Cut(inputs, random);
                var answer = network.Compute(new TorchAlgebra(inputs, network.Members));
                return balanced is null ? recipe.Loss(answer, batch) : balanced.Of(some => recipe.Loss(answer, some), batch, random);
            },
            options,
            progress,
            cancellation);
    }

    /// <summary>Fits those parameters that want gradients.</summary>
    /// <param name="parameters">Of networks.</param>
    /// <param name="count">Architectures there are.</param>
    /// <param name="terms">How.</param>
    /// <param name="lossOf">The loss of those at some places, a scalar, with random numbers of the step.</param>
    /// <param name="options">Seed and epochs.</param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="cancellation">Stops before the next step.</param>
    /// <exception cref="SurrogateFitException">The loss is no finite number any more.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void Run(
        IEnumerable<Parameter> parameters, int count, DescentTerms terms, Func<Tensor, RandomStream, Tensor> lossOf, SurrogateFitOptions options,
        Action<SurrogateFitProgress>? progress, CancellationToken cancellation)
    {
        var steps = Math.Max(1, count / terms.Batch);
        var epochs = options.Epochs ?? Math.Min(((terms.Steps - 1) / steps) + 1, DescentTerms.MostEpochs);
        using var descent = new CosineAdamW(parameters, terms.LearningRate, terms.WeightDecay, epochs * steps);
        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            var order = RandomOrder.Of(count, RandomStream.For(options.Seed, epoch, RandomPurpose.Shuffling));
            var loss = 0.0;
            for (var step = 0; step < steps; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();

                // Batches of nearly one size: a small last one would count as much as the others.
                var indices = order[(count * step / steps)..(count * (step + 1) / steps)];
                var random = RandomStream.For(options.Seed, epoch, RandomPurpose.Dropout + (step * RandomPurpose.Count));
                var value = lossOf(tensor(Array.ConvertAll(indices, index => (long)index)), random);
                loss += value.item<float>() / steps;
                descent.Step(value);
            }

            if (!double.IsFinite(loss))
            {
                throw new SurrogateFitException($"The fit diverged: the loss is {loss} in epoch {epoch}.");
            }

            progress?.Invoke(new(epoch, epochs, loss));
        }
    }
}

/// <summary>How a loss is minimised.</summary>
/// <param name="Steps">Of gradient descent, for training sets of any size that they pass at most <see cref="MostEpochs"/> times.</param>
/// <param name="Batch">Architectures a step.</param>
/// <param name="LearningRate">Of AdamW, at its greatest; falls to 0 along a cosine.</param>
/// <param name="WeightDecay">Of AdamW.</param>
readonly record struct DescentTerms(int Steps, int Batch, double LearningRate, double WeightDecay)
{
    /// <summary>More passes over few architectures teach nothing more; BRP-NAS takes so many.</summary>
    public const int MostEpochs = 250;
}
