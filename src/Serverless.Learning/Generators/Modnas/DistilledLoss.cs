using Serverless.Learning.Generators.Stages;
using Serverless.Learning.Surrogates;
using Serverless.Learning.Surrogates.Networks;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;
using TorchSharp;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Modnas;

/// <summary>A differentiable loss: a perceptron over choices that is fitted to the predictions of both predictors for many architectures.</summary>
/// <remarks>For spaces too large for a table. It guides only the hypernetwork; answers are judged by the predictors themselves.</remarks>
sealed class DistilledLoss : IChoiceLoss, IDisposable
{
    const int Hidden = 128;
    const int Batch = 128;
    const double LearningRate = 3e-3;

    static readonly NetworkInputs Nothing = new(new Dictionary<EncodingPart, Tensor>(), null);

    readonly Perceptron _network;
    readonly int _devices;

    DistilledLoss(Perceptron network, int devices) => (_network, _devices) = (network, devices);

    /// <inheritdoc/>
    public Tensor Of(Tensor choices, Tensor devices, Tensor preferences)
    {
        var said = Answer(choices);
        var quality = said.narrow(1, 0, _devices).gather(1, devices.unsqueeze(1));
        var cost = said.narrow(1, _devices, _devices).gather(1, devices.unsqueeze(1));
        return PreferenceLoss.Of(quality.relu(), cost.relu(), preferences).squeeze(1);
    }

    /// <summary>Fits the loss.</summary>
    /// <param name="space">The space of the architectures.</param>
    /// <param name="architectures">The n architectures.</param>
    /// <param name="targets">The targets, n × 2 devices: scaled qualities by device, then costs.</param>
    /// <param name="terms">The length of the fit, and the seed.</param>
    /// <param name="device">The device to fit on.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <exception cref="SurrogateFitException">The loss is no longer a finite number.</exception>
    public static DistilledLoss Fit(
        SearchSpace space, IReadOnlyList<Architecture> architectures, float[] targets, DistillationTerms terms, Device device, CancellationToken cancellation)
    {
        var outputs = targets.Length / architectures.Count;
        var encoded = new float[architectures.Count * space.OneHotLength];
        foreach (var (place, architecture) in architectures.Index())
        {
            space.EncodeOneHot(architecture, encoded.AsSpan(place * space.OneHotLength, space.OneHotLength));
        }

        var network = new Perceptron(1, [space.OneHotLength], [Hidden, Hidden, outputs], new MemberWeights(terms.Seed)).to(device);
        var distilled = new DistilledLoss(network, outputs / 2);
        using var scope = NewDisposeScope();
        var (inputs, values) = (tensor(encoded).reshape(-1, space.OneHotLength).to(device), tensor(targets).reshape(-1, outputs).to(device));
        using var optimiser = optim.AdamW(network.parameters(), LearningRate);
        for (var step = 0; step < terms.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var own = NewDisposeScope();
            foreach (var group in optimiser.ParamGroups)
            {
                group.LearningRate = LearningRate * (1 + Math.Cos(Math.PI * step / terms.Steps)) / 2;
            }

            var random = RandomStream.For(terms.Seed, step, ModnasRandom.Distillation);
            var some = tensor(Enumerable.Range(0, Batch).Select(_ => (long)random.NextInt(architectures.Count)).ToArray()).to(device);
            var loss = (distilled.Answer(inputs.index_select(0, some)) - values.index_select(0, some)).square().mean();
            optimiser.zero_grad();
            loss.backward();
            optimiser.step();
            if (step + 1 == terms.Steps && !float.IsFinite(loss.item<float>()))
            {
                throw new SurrogateFitException($"The {FitStages.Generator} diverged: its training target is {loss.item<float>()} away from the predictors.");
            }
        }

        return distilled;
    }

    Tensor Answer(Tensor choices) =>
        _network.Compute(new TorchAlgebra(Nothing, 1), TorchValue.Shared(choices.unsqueeze(1))).ByArchitecture.squeeze(1);

    public void Dispose() => _network.Dispose();
}

/// <summary>Options for the distillation of a loss.</summary>
/// <param name="Steps">The steps of gradient descent, at least 1.</param>
/// <param name="Seed">The seed of the weights and of the order.</param>
readonly record struct DistillationTerms(int Steps, long Seed);
