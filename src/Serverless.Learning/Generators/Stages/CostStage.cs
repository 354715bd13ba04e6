using Serverless.Core.Generators;
using Serverless.Learning.Datasets;
using Serverless.Learning.Surrogates;
using Serverless.Learning.Surrogates.Networks;
using Serverless.Learning.Training;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces.Encodings;
using TorchSharp;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Stages;

/// <summary>Fits the cost predictor by AdamW on squared errors, with a learning rate that falls to zero along a cosine.</summary>
static class CostStage
{
    const int Members = 4;
    const int Steps = 1_200;
    const int Batch = 48;
    const double LearningRate = 4e-3;
    const double WeightDecay = 1e-2;
    const int StepsBetweenReports = 50;

    /// <param name="material">The measurements to fit to.</param>
    /// <param name="options">The options; their steps are those of the generator, not of this stage.</param>
    /// <param name="checkpoints">The checkpoints, in which the stage can be in progress or finished.</param>
    /// <param name="progress">Called from time to time.</param>
    /// <param name="cancellation">Cancels the fit before the next step.</param>
    /// <exception cref="SurrogateFitException">The loss is no longer finite.</exception>
    public static FittedCost Run(
        GeneratorMaterial material, GeneratorFitOptions options, IFitCheckpoints checkpoints, Action<GeneratorFitProgress>? progress,
        CancellationToken cancellation)
    {
        set_num_threads(options.Threads);
        var device = TrainingDevice.Choose(options.Device);
        var encoder = ArchitectureEncoders.For(material.Quality.Space, material.Quality.Specification, material.Quality.Shape);
        using var data = new CostData(material, encoder, Members, options.Seed, device);
        var network = new CostNetwork(encoder, data.Features, material.References.Count, Members, new MemberWeights(options.Seed)).to(device);
        try
        {
            Descend(network, data, options, checkpoints, progress, cancellation);
            return new FittedCost(network, encoder, material, data);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    static void Descend(
        CostNetwork network, CostData data, GeneratorFitOptions options, IFitCheckpoints checkpoints, Action<GeneratorFitProgress>? progress,
        CancellationToken cancellation)
    {
        var steps = options.CostSteps ?? Steps;
        using var optimiser = optim.AdamW(network.parameters(), LearningRate, weight_decay: WeightDecay);
        var (done, _) = DescentState.Read(checkpoints.Find(FitStages.Cost), network, optimiser);
        for (var step = done; step < steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            foreach (var group in optimiser.ParamGroups)
            {
                group.LearningRate = LearningRate * (1 + Math.Cos(Math.PI * step / steps)) / 2;
            }

            var random = RandomStream.For(options.Seed, step, ModnasRandom.Costs);
            var order = RandomOrder.Of(data.Architectures.Count, random);
            var loss = data.Loss(network, order[..Math.Min(Batch, order.Length)], random);
            optimiser.zero_grad();
            loss.backward();
            optimiser.step();
            Report(loss.item<float>(), step + 1, steps, progress);
            checkpoints.Keep(FitStages.Cost, step + 1 == steps, () => DescentState.Write(step + 1, network, optimiser, []));
        }
    }

    static void Report(float loss, int done, int steps, Action<GeneratorFitProgress>? progress)
    {
        if (!float.IsFinite(loss))
        {
            throw new SurrogateFitException($"The fit of costs diverged: the loss is {loss} in step {done}.");
        }

        if (done % StepsBetweenReports == 0 || done == steps)
        {
            progress?.Invoke(new(FitStages.Cost, done, steps, loss));
        }
    }
}
