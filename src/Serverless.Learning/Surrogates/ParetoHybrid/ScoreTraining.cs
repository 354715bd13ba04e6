using Serverless.Algorithms.Models;
using Serverless.Learning.Surrogates.Losses;
using Serverless.Learning.Surrogates.Networks;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.ParetoHybrid;

/// <summary>Fits the Pareto score to the order of fronts among architectures drawn from the whole space.</summary>
/// <remarks>
/// Ranks among few measured architectures are coarse and sensitive to noise. Ranks of values predicted by all members together are not, and can be
/// computed for any number of architectures. The loss is listwise and accounts for ties.
/// </remarks>
static class ScoreTraining
{
    const int Drawn = 2_000;
    const int Batch = 128;
    const double LearningRate = 1e-2;
    const double WeightDecay = 0.01;
    const int Passes = 20;

    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public static void Run(ParetoHybridNetwork network, ArchitectureEncoder encoder, FitData data, SurrogateFitOptions options, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        var architectures = Draw(encoder, options.Seed);
        var targets = data.Set.Targets.Count;
        var guesses = data.Trees!.Predict(FeatureRows.Of(encoder, architectures)); // the network reads them
        using var inputs = EncodedInputs.Of(encoder, network.Parts, architectures, guesses, data.Device);
        var answers = MemberAnswers.Of(network, inputs).Values;
        var ranks = tensor(Ranks(answers, network.Members, data)).to(data.Device);
        var values = tensor(answers).reshape(architectures.Count, 1, network.Members * targets).to(data.Device);
        var seen = ones(Batch, network.Members, device: data.Device); // what is drawn is held out from nobody
        var steps = Math.Min(options.Epochs ?? Passes, Passes) * (Drawn / Batch);
        using var descent = new CosineAdamW(network.ScoreHead.parameters(), LearningRate, WeightDecay, steps);
        for (var step = 0; step < steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var own = NewDisposeScope();
            var random = RandomStream.For(options.Seed, step, RandomPurpose.Shuffling + RandomPurpose.Count);
            var some = tensor(Enumerable.Range(0, Batch).Select(_ => (long)random.NextInt(architectures.Count)).ToArray()).to(data.Device);
            var scores = network.Score(new TorchAlgebra(inputs, network.Members), TorchValue.OfMembers(values.index_select(0, some), network.Members));
            var loss = ListwiseLoss.Of(scores.ByArchitecture, ranks.index_select(0, some), seen);
            descent.Step(loss);
        }

        // The loss does not determine the scale of a member's scores: they are brought to one scale so that they can be averaged and compared.
        var all = MemberAnswers.Of(network, inputs).Scores!; // this network has scores
        network.ScoreHead.Standardise(tensor(all).reshape(architectures.Count, network.Members).to(data.Device));
    }

    static List<Architecture> Draw(ArchitectureEncoder encoder, long seed)
    {
        var drawn = new List<Architecture>(Drawn);
        for (var index = 0; index < Drawn; index++)
        {
            var architecture = encoder.Space.Canonicalise(encoder.Space.Sample(RandomStream.For(seed, index, RandomPurpose.Folding + RandomPurpose.Count)));
            if (encoder.IsConnected(architecture))
            {
                drawn.Add(architecture);
            }
        }

        return drawn;
    }

    /// <summary>Returns Pareto ranks of the members' mean values.</summary>
    static float[] Ranks(float[] answers, int members, FitData data)
    {
        var targets = data.Set.Targets;
        var points = new double[answers.Length / members];
        for (var i = 0; i < points.Length; i++)
        {
            var (architecture, target) = (i / targets.Count, i % targets.Count);
            var mean = Enumerable.Range(0, members).Average(member => (double)answers[(((architecture * members) + member) * targets.Count) + target]);
            points[i] = targets[target].Minimised(mean);
        }

        var ranks = new int[points.Length / targets.Count];
        NondominatedSort.Ranks(points, targets.Count, ranks);
        return Array.ConvertAll(ranks, rank => (float)rank);
    }
}
