using Serverless.Core.Devices;
using Serverless.Core.Surrogates;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.Devices;

/// <summary>A surrogate of a device with few measurements: the exponential of a sum over choices and pairs of choices.</summary>
sealed class AdaptedDevice : FittedSurrogate
{
    readonly SearchSpace _space;
    readonly QuadraticForm _form;

    AdaptedDevice(SurrogateMetadata metadata, SearchSpace space, QuadraticForm form)
        : base(metadata) => (_space, _form) = (space, form);

    /// <param name="references">The measurements of the device.</param>
    /// <param name="count">The number of architectures that have a value.</param>
    /// <param name="form">The logarithm of the prediction.</param>
    /// <param name="scale">The scale of the references' logarithms.</param>
    /// <param name="heldOut">The quality of predicting each measurement from the others; null if there are too few.</param>
    public static AdaptedDevice Create(SurrogateTrainingSet references, int count, QuadraticForm form, SurrogateScale scale, SurrogateQuality? heldOut)
    {
        var encoder = ArchitectureEncoders.For(references.Space, references.Specification, references.Shape);
        var metadata = new SurrogateMetadata
        {
            Kind = SurrogateKind.DeviceTransfer,
            Space = references.Specification,
            Shape = references.Shape,
            Inputs = [SurrogateInput.Of(EncodingPart.Features, encoder)],
            Targets = references.Targets,
            Scales = [scale],
            Members = 1,
            HasScores = false,
            HasObjectives = true,
            Training = new(references.Hash(), count, Seed: 0),
            HeldOut = heldOut,
            CreatedBy = SurrogateFit.Creator,
        };
        return new AdaptedDevice(metadata, references.Space, form);
    }

    public override SurrogatePredictions Predict(IReadOnlyList<Architecture> architectures)
    {
        ArgumentNullException.ThrowIfNull(architectures);
        float[] values =
        [
            .. architectures.Select(architecture => (float)Math.Exp(_form.Of(DevicePrior.ChoicesOf(_space, _space.Canonicalise(architecture))))),
        ];
        return new SurrogatePredictions(values.Length, members: 1, objectives: 1, scores: null, values);
    }

    public override IReadOnlyDictionary<string, LookupTable> ToTables()
    {
        var weights = new List<double>();
        for (var one = 0; one < _form.Width; one++)
        {
            for (var other = one; other < _form.Width; other++)
            {
                var both = _form.Weights[(one * _form.Width) + other];
                weights.Add(one == other ? both : both + _form.Weights[(other * _form.Width) + one]);
            }
        }

        var table = new LookupTable(_form.Constant, new Dictionary<string, double>()) { Pairs = new ChoicePairs(weights) };
        return new Dictionary<string, LookupTable> { [Metadata.Targets[0].Name] = table };
    }

    public override byte[] ToOnnx()
    {
        // The one-hot encoding is the last part of the features; the features before it get no weight.
        var input = Metadata.Inputs[0];
        var before = input.Columns - _form.Width;
        var weights = new float[input.Columns * input.Columns];
        for (var i = 0; i < _form.Weights.Length; i++)
        {
            weights[((before + (i / _form.Width)) * input.Columns) + before + (i % _form.Width)] = (float)_form.Weights[i];
        }

        var file = new SurrogateFile(Metadata);
        var graph = file.Graph;
        var features = file.Input(input).Name;
        var products = graph.Multiply(graph.MatMul(features, graph.Weights(weights, input.Columns, input.Columns)), features);
        var sum = graph.Reshape(graph.ReduceSum(products, axis: 1), -1, 1);
        var logarithm = graph.Add(sum, graph.Weights([(float)_form.Constant], 1));
        return file.Finish(scores: null, [graph.Exp(logarithm)], slopes: [1], offsets: [0]);
    }
}
