using Serverless.Learning.Datasets;
using Serverless.Learning.Surrogates.Lclr;
using Serverless.Learning.Surrogates.Networks;
using Serverless.MultiObjective.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates;

/// <summary>Minimises a loss by AdamW, with a learning rate that falls to zero along a cosine, step by step.</summary>
static class NeuralTraining
{
    /// <summary>Trains all members of a network, that is the parameters that require gradients.</summary>
    /// <exception cref="SurrogateFitException">The loss is no longer finite.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
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

    /// <summary>Trains the parameters that require gradients.</summary>
    /// <param name="parameters">The parameters of the networks.</param>
    /// <param name="count">The number of architectures.</param>
    /// <param name="terms">The settings of the descent.</param>
    /// <param name="lossOf">Computes the loss of the architectures at some indices, a scalar, with the random stream of the step.</param>
    /// <param name="options">The options, of which seed and epochs are used.</param>
    /// <param name="progress">Called after each epoch.</param>
    /// <param name="cancellation">Cancels the fit before the next step.</param>
    /// <exception cref="SurrogateFitException">The loss is no longer finite.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
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

                // Batches have nearly the same size: a small last batch would have as much weight as the others.
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

/// <summary>The settings of a loss's minimisation.</summary>
/// <param name="Steps">The number of gradient descent steps, for training sets of any size, limited to <see cref="MostEpochs"/> passes.</param>
/// <param name="Batch">The number of architectures per step.</param>
/// <param name="LearningRate">The highest learning rate of AdamW, which falls to 0 along a cosine.</param>
/// <param name="WeightDecay">The weight decay of AdamW.</param>
readonly record struct DescentTerms(int Steps, int Batch, double LearningRate, double WeightDecay)
{
    /// <summary>The largest number of passes, as in BRP-NAS; more passes over few architectures teach nothing more.</summary>
    public const int MostEpochs = 250;
}
