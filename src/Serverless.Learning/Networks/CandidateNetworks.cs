using Serverless.Learning.Networks.Templates;
using Serverless.Spaces;
using Serverless.Spaces.Definitions;
using Serverless.Spaces.Recipes;

namespace Serverless.Learning.Networks;

/// <summary>Builds the networks of all spaces that workers can train. A new built-in space needs one line here, by its published name.</summary>
public static class CandidateNetworks
{
    static readonly MobileSpace Mobile = new();

    static readonly Dictionary<string, Func<Architecture, SpaceSpecification, ImageShape, long, CandidateNetwork>> Builders = new()
    {
        [Mobile.PublishedName] = (layers, skeleton, shape, seed) => new MobileNetwork(
            skeleton.BitWidths is { } widths ? MobileSpace.Of(widths) : Mobile, layers, skeleton, shape, seed),
        [FbnetSpace.SpaceName] = (layers, skeleton, shape, seed) => new FbnetNetwork(layers, skeleton, shape, seed),
        [NasBench201Space.PublishedSpaceName] = (cell, skeleton, shape, seed) => new NasBench201Network(cell, skeleton, shape, seed),
        [NasBenchMacroSpace.PublishedSpaceName] = (layers, skeleton, shape, seed) => new NasBenchMacroNetwork(layers, skeleton, shape, seed),
    };

    /// <summary>The names of the spaces.</summary>
    public static IReadOnlyCollection<string> Spaces { get; } = [.. SearchSpaces.Names.Where(name => BuilderOf(name) is not null)];

    /// <summary>Builds a network with random weights.</summary>
    /// <param name="architecture">An architecture of the space that the skeleton names.</param>
    /// <param name="skeleton">The space, and the size of its networks.</param>
    /// <param name="shape">The shape of inputs and outputs.</param>
    /// <param name="seed">The seed of the initial weights: equal seeds give equal weights.</param>
    /// <exception cref="ArgumentException">There is no such space, or the skeleton breaks its rules or cannot take such images.</exception>
    public static CandidateNetwork Create(Architecture architecture, SpaceSpecification skeleton, ImageShape shape, long seed)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(skeleton);
        var space = SearchSpaces.Of(skeleton);
        if (space is not null && (space is JointSpace joint ? joint.Networks : space) is OwnSpace own)
        {
            return new TemplateNetwork(own.Plan(space.NetworkOf(architecture), shape), seed);
        }

        if (BuilderOf(skeleton.Name) is not { } build || space is null)
        {
            throw new ArgumentException($"There are no networks for the space '{skeleton.Name}'.", nameof(skeleton));
        }

        var rules = space.Skeleton;
        return (rules.FaultOfChannels(skeleton) ?? rules.FaultOfCells(skeleton) ?? rules.FaultOfImages(shape, space.Name)) is { } fault
            ? throw new ArgumentException(fault, nameof(skeleton))
            : build(space.NetworkOf(architecture), skeleton, shape, seed);
    }

    static Func<Architecture, SpaceSpecification, ImageShape, long, CandidateNetwork>? BuilderOf(string name) =>
        SearchSpaces.Find(name) is CategoricalSpace space ? Builders.GetValueOrDefault(space.PublishedName) : null;
}
