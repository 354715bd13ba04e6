using Serverless.Learning.Surrogates.Networks;
using Serverless.Learning.Surrogates.Trees;
using Serverless.Learning.WeightFiles;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Weights;

/// <summary>Saves everything that was fitted of a neural surrogate to a file, and restores it.</summary>
/// <remarks>In addition to the parameters: the standardisation of the features, and the lines that calibrate values.</remarks>
static class NetworkWeights
{
    const string Means = "features.means";
    const string Deviations = "features.deviations";
    const string Slopes = "calibration.slopes";
    const string Offsets = "calibration.offsets";
    const string Knots = "calibration.knots";
    const string Changes = "calibration.changes";

    /// <summary>Saves a network that predicts scores only.</summary>
    public static byte[] Write(nn.Module network, FeatureReader features) => Write(network, features, trees: null, calibration: null);

    public static byte[] Write(nn.Module network, FeatureReader features, MemberTrees? trees, Calibration? calibration)
    {
        var tensors = new Dictionary<string, NamedTensor>
        {
            [Means] = Line(features.Means),
            [Deviations] = Line(features.Deviations),
        };
        if (calibration is not null)
        {
            tensors[Slopes] = Line(calibration.Slopes);
            tensors[Offsets] = Line(calibration.Offsets);
        }

        if (calibration?.Bends is { } bends)
        {
            tensors[Knots] = Line(bends.Knots);
            tensors[Changes] = Line(bends.Changes);
        }

        trees?.Write(tensors);
        foreach (var (name, parameter) in network.named_parameters())
        {
            using var scope = NewDisposeScope();
            tensors.Add(name, new NamedTensor(parameter.shape, parameter.detach().cpu().contiguous().data<float>().ToArray()));
        }

        return SafeTensors.Write(tensors);
    }

    /// <summary>Restores the standardisation of the features.</summary>
    /// <exception cref="InvalidDataException">It is missing, or has another number of features.</exception>
    public static FeatureReader Features(IReadOnlyDictionary<string, NamedTensor> tensors, int columns)
    {
        var deviations = Take(tensors, Deviations, [columns]);
        return deviations.All(deviation => deviation > 0)
            ? new FeatureReader(Take(tensors, Means, [columns]), deviations)
            : throw new InvalidDataException($"'{Deviations}' holds values that are not positive.");
    }

    /// <summary>Restores the lines that calibrate values.</summary>
    /// <exception cref="InvalidDataException">They are missing, or there is not one for each member and target.</exception>
    public static Calibration Calibration(IReadOnlyDictionary<string, NamedTensor> tensors, int lines) =>
        new(Take(tensors, Slopes, [lines]), Take(tensors, Offsets, [lines]), tensors.ContainsKey(Knots) ? BendsOf(tensors, lines) : null);

    static Bends BendsOf(IReadOnlyDictionary<string, NamedTensor> tensors, int lines)
    {
        long[] shape = [(NormalScores.KnotCount - 2L) * lines];
        return new(Take(tensors, Knots, shape), Take(tensors, Changes, shape));
    }

    /// <summary>Loads the parameters into a network of the same form.</summary>
    /// <exception cref="InvalidDataException">A parameter is missing or has another shape.</exception>
    public static void Load(IReadOnlyDictionary<string, NamedTensor> tensors, nn.Module network)
    {
        foreach (var (name, parameter) in network.named_parameters())
        {
            var values = Take(tensors, name, parameter.shape);
            using var scope = NewDisposeScope();
            using var unrecorded = no_grad();
            parameter.copy_(tensor(values).reshape(parameter.shape));
        }
    }

    static NamedTensor Line(float[] values) => new([values.Length], values);

    public static float[] Take(IReadOnlyDictionary<string, NamedTensor> tensors, string name, long[] shape) =>
        tensors.TryGetValue(name, out var tensor) && tensor.Shape.SequenceEqual(shape)
            ? tensor.Values
            : throw new InvalidDataException($"It has no '{name}' of {string.Join(" × ", shape)}.");
}
