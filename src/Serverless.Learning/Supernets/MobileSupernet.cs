using Serverless.Learning.Networks;
using Serverless.Spaces;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Supernets;

/// <summary>The weights that all networks of the mobile space share (a once-for-all network, Cai et al. 2020): those of the largest one, and a matrix a layer for its small kernels.</summary>
/// <remarks>Its initial weights are those that the largest candidate has by the same seed; the matrices begin as identities.</remarks>
sealed class MobileSupernet : nn.Module<Tensor, Tensor>
{
    const int SmallKernel = 9;

    readonly SpaceSpecification _skeleton;
    readonly ImageShape _shape;
    readonly MobileNetwork _largest;

    /// <param name="skeleton">How large the networks are.</param>
    /// <param name="shape">What they take and answer.</param>
    /// <param name="seed">Of the initial weights.</param>
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

    /// <value>The shared weights by name: those of the largest network as it names them. Asked for each time, since moving to a device replaces them.</value>
    public IReadOnlyDictionary<string, Tensor> Shared => _largest.named_parameters()
        .Concat(named_parameters(recurse: false))
        .ToDictionary(named => named.name, named => (Tensor)named.parameter);

    /// <inheritdoc/>
    /// <remarks>Of the largest network.</remarks>
    public override Tensor forward(Tensor input) => Compute(SubnetChoices.Largest, input);

    /// <summary>Gives the logits of images by the network of an architecture as it is in training.</summary>
    public Tensor Compute(Architecture architecture, Tensor images)
    {
        var places = SubnetChoices.PlacesOf(architecture, _skeleton).ToList();
        return new SubnetPass(SubnetWeights.Of(Shared, places), places).Compute(images);
    }

    /// <summary>Builds the network of an architecture with the weights that it inherits; what it remembers of batches is nothing as yet.</summary>
    /// <param name="architecture">A canonical one of the mobile space.</param>
    /// <param name="where">Its device.</param>
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
