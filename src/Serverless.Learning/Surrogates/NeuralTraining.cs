using Serverless.Learning.Datasets;
using Serverless.Learning.Surrogates.Networks;
using Serverless.MultiObjective.Randomness;
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
        var count = data.Set.Count;
        var steps = Math.Max(1, count / recipe.Batch);
        var epochs = options.Epochs ?? (((recipe.Steps - 1) / steps) + 1);
        using var optimizer = optim.AdamW(network.parameters().Where(parameter => parameter.requires_grad), recipe.LearningRate, weight_decay: recipe.WeightDecay);
        var schedule = optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs * steps);
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
                var (inputs, batch) = data.Take(tensor(Array.ConvertAll(indices, index => (long)index)).to(data.Device));
                var value = recipe.Loss(network.Compute(new TorchAlgebra(inputs, network.Members)), batch);
                loss += value.item<float>() / steps;
                optimizer.zero_grad();
                value.backward();
                optimizer.step();
                schedule.step();
            }

            if (!double.IsFinite(loss))
            {
                throw new SurrogateFitException($"The fit diverged: the loss is {loss} in epoch {epoch}.");
            }

            progress?.Invoke(new(epoch, epochs, loss));
        }
    }
}
