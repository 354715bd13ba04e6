using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates.Losses;
using Serverless.Learning.Surrogates.Networks;
using Serverless.Learning.Training;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces.Encodings;
using TorchSharp;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.HwPrNas;

/// <summary>One fit: the training data, and the platforms whose heads a network learns.</summary>
sealed class HwPrNasFit
{
    static readonly DescentTerms Terms = new(Steps: 200, Batch: 64, LearningRate: 1e-2, WeightDecay: 0.1);

    readonly SurrogateTrainingSet _set;
    readonly SurrogateTrainingSet _connected;
    readonly SurrogateFitOptions _options;
    readonly PlatformRanks[] _ranks;
    readonly ArchitectureEncoder _encoder;
    readonly Device _device;
    readonly NetworkInputs _inputs;

    /// <param name="set">The training set.</param>
    /// <param name="options">The options of the fit.</param>
    /// <exception cref="SurrogateFitException">The set is too small.</exception>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public HwPrNasFit(SurrogateTrainingSet set, SurrogateFitOptions options)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        (_set, _options) = (set, options);
        _encoder = ArchitectureEncoders.For(set.Space, set.Specification, set.Shape);
        _connected = set.Subset([.. Enumerable.Range(0, set.Count).Where(index => _encoder.IsConnected(set.Architectures[index]))]);
        SurrogateFit.CheckBalancer(SurrogateKind.HwPrNas, set, options);
        Platforms = SurrogatePlatform.Of(set.Targets);
        _ranks = [.. Platforms.Select(platform => new PlatformRanks(_connected, platform, options))];
        set_num_threads(options.Threads);
        _device = TrainingDevice.Choose(options.Device);
        _inputs = EncodedInputs.Of(_encoder, HwPrNasNetwork.Parts, _connected.Architectures, guesses: null, _device);
        var shape = _encoder.ShapeOf(EncodingPart.Features);
        var features = new float[_connected.Count * shape.Length];
        _encoder.Encode(EncodingPart.Features, _connected.Architectures.ToArray(), features);
        Features = FeatureReader.Of(features, shape.Columns);
    }

    /// <value>The platforms of the training set, which are learnt.</value>
    public IReadOnlyList<SurrogatePlatform> Platforms { get; }

    /// <value>The features, standardised by this training set.</value>
    public FeatureReader Features { get; }

    /// <summary>Creates a network with heads for the given number of platforms.</summary>
    public HwPrNasNetwork NewNetwork(FeatureReader features, int platforms) =>
        (HwPrNasNetwork)new HwPrNasNetwork(_encoder, features, _options.Members, platforms, new MemberWeights(_options.Seed)).to(_device);

    /// <summary>Trains a network.</summary>
    /// <param name="network">The network to train, which belongs to the result.</param>
    /// <param name="before">The description of its earlier fit; null when there is none.</param>
    /// <param name="heads">The head of the network for each platform of the training set.</param>
    /// <param name="progress">Called after each epoch.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    public FittedSurrogate Run(
        HwPrNasNetwork network, SurrogateMetadata? before, IReadOnlyList<int> heads, Action<SurrogateFitProgress>? progress,
        CancellationToken cancellation)
    {
        try
        {
            using var scope = NewDisposeScope();
            Tensor[] ranks = [.. _ranks.Select(platform => TensorOf(platform).to(_device))];
            var seen = ones(1, network.Members, device: _device); // ranks say what members do not see
            var balanced = _options.Balancer is { } name ? new BalancedLoss(name, [.. network.parameters()], heads.Count) : null;
            NeuralTraining.Run(network.parameters(), _connected.Count, Terms, LossOf, _options, progress, cancellation);
            float[][] scores = [.. heads.Select(head => Standardised(network, head))];
            return new FittedHwPrNas(network, _encoder, Describe(before, heads, [.. _ranks.Zip(scores, (platform, given) => platform.Judge(given))]));

            Tensor LossOf(Tensor places, RandomStream random)
            {
                var indices = places.to(_device);
                var algebra = new TorchAlgebra(_inputs.Select(input => input.index_select(0, indices)), network.Members);
                var encoding = network.Encode(algebra);
                Tensor[] losses =
                [
                    .. heads.Index().Select(head =>
                        ListwiseLoss.Of(network.Heads[head.Item].Compute(algebra, encoding).ByArchitecture, ranks[head.Index].index_select(0, indices), seen)),
                ];
                return balanced is null ? losses.Aggregate((sum, loss) => sum + loss) / heads.Count : balanced.Of(losses, static _ => true, random);
            }
        }
        catch
        {
            network.Dispose();
            throw;
        }
        finally
        {
            _inputs.Dispose();
        }
    }

    /// <summary>
    /// Brings the scores of the members to one scale, which the loss does not determine, so that they can be averaged and compared.
    /// </summary>
    float[] Standardised(HwPrNasNetwork network, int head)
    {
        using var scope = NewDisposeScope();
        var scores = tensor(FittedHwPrNas.ScoresOf(network, _inputs, head)).reshape(_connected.Count, network.Members).to(_device);
        network.Heads[head].Standardise(scores);
        return FittedHwPrNas.ScoresOf(network, _inputs, head);
    }

    Tensor TensorOf(PlatformRanks platform) =>
        tensor(platform.ByMember.SelectMany(ranks => ranks).Select(rank => (float)rank).ToArray()).reshape(_options.Members, _connected.Count).t();

    SurrogateMetadata Describe(SurrogateMetadata? before, IReadOnlyList<int> heads, (double? KendallTauB, int Size)[] quality)
    {
        SurrogatePlatform[] fitted = [.. Platforms.Zip(quality, (platform, judged) => platform with { KendallTauB = judged.KendallTauB })];
        var platforms = new List<SurrogatePlatform>(before?.Platforms ?? []);
        foreach (var (place, head) in heads.Index())
        {
            if (head == platforms.Count)
            {
                platforms.Add(fitted[place]);
            }
            else
            {
                platforms[head] = fitted[place];
            }
        }

        IReadOnlyList<Objective> known = before?.Targets ?? [];
        var added = _set.Targets.Index().Where(target => known.All(other => other.Name != target.Item.Name)).ToList();
        var scales = SurrogateFit.Scales(_connected);
        double[] correlations = [.. quality.Select(judged => judged.KendallTauB).OfType<double>()];
        var targets = known.Concat(added.Select(target => target.Item)).ToList();
        return new()
        {
            Kind = SurrogateKind.HwPrNas,
            Space = _set.Specification,
            Shape = _set.Shape,
            Inputs = [.. HwPrNasNetwork.Parts.Select(part => SurrogateInput.Of(part, _encoder))],
            Targets = targets,
            Scales = [.. before?.Scales ?? [], .. added.Select(target => scales[target.Index])],
            Members = _options.Members,
            HasScores = true,
            HasObjectives = false,
            Platforms = platforms,
            Training = new(_set.Hash(), _set.Count, _options.Seed),
            HeldOut = quality.Max(judged => judged.Size) == 0 ? null : new()
            {
                Size = quality.Max(judged => judged.Size),
                KendallTauB = correlations.Length > 0 ? correlations.Average() : null,
                Spearman = [.. targets.Select(double? (_) => null)],
            },
            CreatedBy = SurrogateFit.Creator,
        };
    }
}
