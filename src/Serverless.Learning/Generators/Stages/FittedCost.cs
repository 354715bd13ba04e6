using Google.Protobuf;
using Serverless.Core.Generators;
using Serverless.Core.Surrogates;
using Serverless.Learning.Onnx;
using Serverless.Learning.Surrogates;
using Serverless.Learning.Surrogates.Networks;
using Serverless.Learning.Training;
using Serverless.MultiObjective.Statistics;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Stages;

/// <summary>A fitted cost predictor. Not thread-safe.</summary>
sealed class FittedCost : ICostPredictor, IDisposable
{
    const int ChunkOfArchitectures = 1_024;

    readonly CostNetwork _network;
    readonly ArchitectureEncoder _encoder;
    readonly int _references;

    public FittedCost(CostNetwork network, ArchitectureEncoder encoder, GeneratorMaterial material, CostData data)
    {
        (_network, _encoder, _references) = (network, encoder, material.References.Count);
        var said = PredictMembers(data.Architectures, data.Embeddings);
        Devices =
        [
            .. material.Devices.Select((device, place) => new GeneratorDevice(device.Name, [.. device.ReferenceValues], SpearmanOf(data, said, place))),
        ];
    }

    public int Members => _network.Members;

    /// <value>The inputs that the graph reads of an architecture, in addition to the device.</value>
    public IReadOnlyList<SurrogateInput> Inputs => [.. CostNetwork.Parts.Select(part => SurrogateInput.Of(part, _encoder))];

    /// <value>The known devices, with the quality of the ranking of costs that members did not see.</value>
    public IReadOnlyList<GeneratorDevice> Devices { get; }

    /// <value>The device on which the predictor was fitted: <c>cpu</c> or <c>cuda:N</c>.</value>
    public string RanOn => TrainingDevice.NameOf(Device);

    Device Device => _network.parameters().First().device;

    /// <inheritdoc/>
    public double[] Predict(IReadOnlyList<Architecture> architectures, DeviceEmbedding device)
    {
        var said = PredictMembers(architectures, [device]);
        return [.. Enumerable.Range(0, architectures.Count).Select(place => said.AsSpan(place * Members, Members).ToArray().Average(value => (double)value))];
    }

    /// <summary>Predicts architectures × devices × members, row-major, on the scales of the embeddings.</summary>
    public float[] PredictMembers(IReadOnlyList<Architecture> architectures, IReadOnlyList<DeviceEmbedding> devices)
    {
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        var embeddings = tensor(devices.SelectMany(device => device.Coordinates.ToArray()).ToArray()).reshape(devices.Count, _references).to(Device);
        var said = new List<float>(architectures.Count * devices.Count * Members);
        foreach (var chunk in architectures.Chunk(ChunkOfArchitectures))
        {
            using var own = NewDisposeScope();
            using var inputs = EncodedInputs.Of(_encoder, CostNetwork.Parts, chunk, guesses: null, Device);
            said.AddRange(CostPairs.Answer(_network, inputs, embeddings).cpu().contiguous().data<float>().ToArray());
        }

        return [.. said];
    }

    /// <summary>Exports the graph: see <see cref="GeneratorGraph"/>.</summary>
    public byte[] ToOnnx()
    {
        var graph = new OnnxGraph("cost");
        var inputs = CostNetwork.Parts.ToDictionary(part => part, part =>
        {
            var input = SurrogateInput.Of(part, _encoder);
            graph.Input(input.Name, input.DimensionsFor(1).AsSpan(1));
            return new OnnxValue(input.Name, input.Rows, input.Columns);
        });
        var device = new OnnxValue(graph.Input(GeneratorGraph.Device, _references), 1, _references);
        string[] answers =
        [
            .. Enumerable.Range(0, Members).Select(member =>
            {
                var algebra = new OnnxAlgebra(graph, inputs, guesses: null, member);
                return _network.Join(algebra, _network.Encode(algebra), _network.EncodeDevice(algebra, device)).Name;
            }),
        ];
        graph.Output(GeneratorGraph.Cost, graph.Concat(answers, axis: 1), Members);
        return OnnxExporter.Model(graph, []).ToByteArray();
    }

    double? SpearmanOf(CostData data, float[] said, int device)
    {
        var (measured, predicted) = (new List<double>(), new List<double>());
        foreach (var (member, heldOut) in data.HeldOut.Index())
        {
            foreach (var architecture in heldOut)
            {
                if (data.ValueOf(architecture, device) is { } value)
                {
                    measured.Add(value);
                    predicted.Add(said[(((architecture * data.Embeddings.Count) + device) * Members) + member]);
                }
            }
        }

        var spearman = measured.Count > 1 ? RankCorrelation.Spearman([.. predicted], [.. measured]) : double.NaN;
        return double.IsNaN(spearman) ? null : spearman;
    }

    public void Dispose() => _network.Dispose();
}
