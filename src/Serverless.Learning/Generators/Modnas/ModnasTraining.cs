using Serverless.Core.Generators;
using Serverless.Learning.Balancing;
using Serverless.Learning.Generators.Stages;
using Serverless.Learning.Surrogates;
using Serverless.MultiObjective.Randomness;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Modnas;

/// <summary>
/// Trains a hypernetwork: in each step every known device draws preferences, and a balancer combines the devices' gradients into one direction.
/// </summary>
/// <param name="network">The hypernetwork to train.</param>
/// <param name="loss">The loss; its devices are in the order of <paramref name="devices"/>.</param>
/// <param name="gradient">The estimator of the gradient with respect to the logits.</param>
/// <param name="devices">The embeddings of the known devices.</param>
/// <param name="terms">The settings of the training.</param>
sealed class ModnasTraining(
    HyperNetwork network, IChoiceLoss loss, ILogitGradient gradient, IReadOnlyList<DeviceEmbedding> devices, ModnasTerms terms)
{
    /// <summary>The name for taking an optimiser step after each device's gradient, in place of a balancer.</summary>
    public const string Sequential = "sequential";

    const double FirstMomentDecay = 0.5;
    const double SecondMomentDecay = 0.999;
    const int StepsBetweenReports = 50;

    /// <exception cref="SurrogateFitException">A loss is no longer finite.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public void Run(GeneratorFitOptions options, IFitCheckpoints checkpoints, Action<GeneratorFitProgress>? progress, CancellationToken cancellation)
    {
        var steps = options.Steps ?? terms.Steps;
        var isSequential = options.Balancer == Sequential;
        var balancer = Balancers.Create(
            isSequential ? Balancers.Equal : options.Balancer ?? Balancers.Mgda,
            isSequential ? 1 : devices.Count,
            new() { Normalisation = GradientNormalisation.None }); // all are normalised here
        using var optimiser = optim.Adam(network.parameters(), terms.LearningRate, FirstMomentDecay, SecondMomentDecay);
        var (done, memory) = DescentState.Read(checkpoints.Find(FitStages.Generator), network, optimiser);
        balancer.Memory = memory ?? balancer.Memory;
        for (var step = done; step < steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] all = [.. Enumerable.Range(0, devices.Count)];
            int[][] turns = isSequential ? [.. all.Select(device => new[] { device })] : [all];
            var mean = 0.0;
            foreach (var (turn, some) in turns.Index())
            {
                var random = RandomStream.For(options.Seed, (step * turns.Length) + turn, ModnasRandom.Preferences);
                mean += Step(optimiser, balancer, some, random, step / (double)steps) / turns.Length;
            }

            checkpoints.Keep(FitStages.Generator, step + 1 == steps, () => DescentState.Write(step + 1, network, optimiser, balancer.Memory));
            if ((step + 1) % StepsBetweenReports == 0 || step + 1 == steps)
            {
                progress?.Invoke(new(FitStages.Generator, step + 1, steps, mean));
            }
        }
    }

    /// <summary>Takes one optimiser step for some devices, and returns their mean loss.</summary>
    double Step(optim.Optimizer optimiser, IBalancer balancer, int[] some, RandomStream random, double progress)
    {
        using var scope = NewDisposeScope();
        var (answer, told) = Tell(some, random, progress);
        var losses = told.Losses.reshape(some.Length, terms.Rays).mean([1]).to_type(float64).cpu().data<double>().ToArray();
        var slopes = told.Slopes / terms.Rays;
        var weights = Weigh(balancer, losses, answer.Products(slopes, some.Length), random);
        var each = tensor(Array.ConvertAll(weights, static weight => (float)weight)).to(slopes.device).repeat_interleave(terms.Rays).unsqueeze(1);
        optimiser.zero_grad();
        (answer.Logits * (slopes * each)).sum().backward();
        optimiser.step();
        return losses.Average();
    }

    /// <summary>Draws preferences from Dirichlet(1, 1), and computes the gradient of each with respect to its logits.</summary>
    (HyperAnswer Answer, LogitGradient Told) Tell(int[] some, RandomStream random, double progress)
    {
        var count = some.Length * terms.Rays;
        var (rows, preferences) = (new long[count], new float[2 * count]);
        for (var row = 0; row < count; row++)
        {
            var quality = random.NextDouble();
            rows[row] = HyperNetwork.RowOf(quality);
            (preferences[2 * row], preferences[(2 * row) + 1]) = ((float)quality, (float)(1 - quality));
        }

        var place = network.parameters().First().device;
        var of = tensor(Enumerable.Range(0, count).Select(row => (long)some[row / terms.Rays]).ToArray()).to(place);
        var embeddings = tensor(devices.SelectMany(device => device.Coordinates.ToArray()).ToArray()).reshape(devices.Count, -1).to(place);
        var asked = tensor(preferences).reshape(count, 2).to(place);
        var answer = network.Answer(tensor(rows).to(place), embeddings.index_select(0, of));
        return (answer, gradient.Of(answer.Logits.detach(), choices => loss.Of(choices, of, asked), random, progress));
    }

    static double[] Weigh(IBalancer balancer, double[] losses, GradientProducts products, RandomStream random)
    {
        // 'gradnorm' balances the lengths itself; for all others gradients are normalised, as published.
        var normalisation = balancer.Name == Balancers.GradNorm ? GradientNormalisation.None : GradientNormalisation.L2;
        try
        {
            var factors = NormalisationFactors.Of(normalisation, products, losses);
            return [.. balancer.Weigh(new(losses, products.Scaled(factors), random)).Zip(factors, static (weight, factor) => weight * factor)];
        }
        catch (BalancingException unbalanced)
        {
            throw new SurrogateFitException($"The fit of the {FitStages.Generator} diverged: {unbalanced.Message}");
        }
    }
}
