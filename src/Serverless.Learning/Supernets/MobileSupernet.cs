using Serverless.Learning.Networks;
using Serverless.Spaces;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Supernets;

/// <summary>
/// The weights that all networks of the mobile space share (a once-for-all network, Cai et al. 2020): those of the largest network, and one matrix
/// per layer for its small kernels.
/// </summary>
/// <remarks>The initial weights are those of the largest candidate with the same seed; the matrices begin as identities.</remarks>
sealed class MobileSupernet : nn.Module<Tensor, Tensor>
{
    const int SmallKernel = 9;

    readonly SpaceSpecification _skeleton;
    readonly ImageShape _shape;
    readonly MobileNetwork _largest;

    /// <param name="skeleton">The skeleton, with the size of the networks.</param>
    /// <param name="shape">The shape of inputs and outputs.</param>
    /// <param name="seed">The seed of the initial weights.</param>
    public MobileSupernet(SpaceSpecification skeleton, ImageShape shape, long seed)
        : base(nameof(MobileSupernet))
    {
        (_skeleton, _shape) = (skeleton, shape);
        _largest = new MobileNetwork(SubnetChoices.Space, SubnetChoices.Largest, skeleton, shape, seed);
        register_module("largest", _largest);
        for (var slot = 0; slot < SubnetChoices.Slots; slot++)
        {
            register_parameter(SubnetWeights.KernelName(slot), new Parameter(eye(SmallKernel)));
        }
    }

    /// <value>The shared weights, by their names in the largest network. Read on each access, since moving to a device replaces them.</value>
    public IReadOnlyDictionary<string, Tensor> Shared => _largest.named_parameters()
        .Concat(named_parameters(recurse: false))
        .ToDictionary(named => named.name, named => (Tensor)named.parameter);

    /// <inheritdoc/>
    /// <remarks>Computes the largest network.</remarks>
    public override Tensor forward(Tensor input) => Compute(SubnetChoices.Largest, input);

    /// <summary>Returns the logits of images by the network of an architecture, in training mode.</summary>
    public Tensor Compute(Architecture architecture, Tensor images)
    {
        var places = SubnetChoices.PlacesOf(architecture, _skeleton).ToList();
        return new SubnetPass(SubnetWeights.Of(Shared, places), places).Compute(images);
    }

    /// <summary>
    /// Builds the network of an architecture with the weights that it inherits; its batch normalisation statistics are not set yet.
    /// </summary>
    /// <param name="architecture">A canonical architecture of the mobile space.</param>
    /// <param name="where">The device of the network.</param>
    public CandidateNetwork Subnet(Architecture architecture, Device where)
    {
        var network = CandidateNetworks.Create(architecture, _skeleton, _shape, seed: 0).to(where);
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        var weights = SubnetWeights.Of(Shared, [.. SubnetChoices.PlacesOf(architecture, _skeleton)]);
        foreach (var (name, parameter) in network.named_parameters())
        {
            parameter.copy_(weights[name]);
        }

        return network;
    }
}
