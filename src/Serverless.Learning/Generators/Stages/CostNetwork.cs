using Serverless.Learning.Surrogates.HwPrNas;
using Serverless.Learning.Surrogates.Networks;
using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Stages;

/// <summary>
/// Predicts the cost of an architecture on a device that is given by its embedding (Lee, Lee, Shin, Hwang 2021, as MODNAS uses it): graph
/// convolutions
/// and a device branch, joined by fully connected layers; an ensemble of several members.
/// </summary>
/// <remarks>
/// Not as published: features beside the graph, and a path that is linear in the device, since the costs on a device are nearly a weighted sum of
/// those on
/// others, which layers with ReLU do not learn from a few devices.
/// </remarks>
sealed class CostNetwork : nn.Module
{
    const int GraphHidden = 64;
    const int GraphLayers = 2;
    const int Hidden = 64;
    const int Joined = 32;
    const int Factors = 16;

    readonly FeatureReader _features;
    readonly GraphConvolutions _graph;
    readonly MemberLinear _readFeatures;
    readonly MemberLinear _readGraph;
    readonly MemberLinear _device;
    readonly MemberLinear _deviceAgain;
    readonly MemberLinear _joinArchitecture;
    readonly MemberLinear _joinDevice;
    readonly Perceptron _joined;
    readonly MemberLinear _factorsOfArchitecture;
    readonly MemberLinear _factorsOfDevice;
    readonly MemberLinear _sum;

    public CostNetwork(ArchitectureEncoder encoder, FeatureReader features, int references, int members, MemberWeights weights)
        : base(nameof(CostNetwork))
    {
        (_features, Members) = (features, members);
        _graph = Registered("graph", new GraphConvolutions(members, encoder.ShapeOf(EncodingPart.Operations), GraphHidden, GraphLayers, weights));
        _readFeatures = Registered("features", new MemberLinear(members, features.Means.Length, Hidden, weights));
        _readGraph = Registered("nodes", new MemberLinear(members, GraphHidden, Hidden, weights));
        _device = Registered("device", new MemberLinear(members, references, Hidden, weights));
        _deviceAgain = Registered("device2", new MemberLinear(members, Hidden, Hidden, weights));
        _joinArchitecture = Registered("joinArchitecture", new MemberLinear(members, Hidden, Hidden, weights));
        _joinDevice = Registered("joinDevice", new MemberLinear(members, Hidden, Hidden, weights));
        _joined = Registered("joined", new Perceptron(members, [Hidden], [Joined, 1], weights));
        _factorsOfArchitecture = Registered("factors", new MemberLinear(members, Hidden, Factors, weights));
        _factorsOfDevice = Registered("deviceFactors", new MemberLinear(members, references, Factors, weights));
        _sum = Registered("sum", new MemberLinear(members, Factors, 1, weights));
    }

    /// <value>The parts of the encoding that the network reads.</value>
    public static IReadOnlyList<EncodingPart> Parts { get; } = [EncodingPart.Features, EncodingPart.Adjacency, EncodingPart.Operations];

    public int Members { get; }

    /// <summary>Computes the part that depends only on the architecture.</summary>
    public CostPart<T> Encode<T>(INetworkAlgebra<T> algebra)
    {
        var read = algebra.Relu(algebra.Add(
            algebra.Linear(_features.Read(algebra), _readFeatures), algebra.Linear(_graph.Encode(algebra), _readGraph)));
        return new(algebra.Linear(read, _joinArchitecture), algebra.Linear(read, _factorsOfArchitecture));
    }

    /// <summary>Computes the part that depends only on the device.</summary>
    public CostPart<T> EncodeDevice<T>(INetworkAlgebra<T> algebra, T devices)
    {
        var read = algebra.Relu(algebra.Linear(algebra.Relu(algebra.Linear(devices, _device)), _deviceAgain));
        return new(algebra.Linear(read, _joinDevice), algebra.Linear(devices, _factorsOfDevice));
    }

    /// <summary>Computes costs on the scales of the devices' embeddings, in one channel.</summary>
    public T Join<T>(INetworkAlgebra<T> algebra, CostPart<T> architectures, CostPart<T> devices) => algebra.Add(
        _joined.Compute(algebra, algebra.Relu(algebra.Add(architectures.Layer, devices.Layer))),
        algebra.Linear(algebra.Multiply(architectures.Factors, devices.Factors), _sum));

    TModule Registered<TModule>(string name, TModule module)
        where TModule : nn.Module
    {
        register_module(name, module);
        return module;
    }
}

/// <summary>The contribution of an architecture or a device to the cost.</summary>
/// <param name="Layer">Its part of the first joint layer.</param>
/// <param name="Factors">Its factors in the path that is linear in the device.</param>
readonly record struct CostPart<T>(T Layer, T Factors);
