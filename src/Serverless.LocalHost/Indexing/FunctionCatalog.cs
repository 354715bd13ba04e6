using Serverless.LocalHost.Configuration;
using Serverless.LocalHost.Http.Keys;
using Serverless.LocalHost.Protocol;

namespace Serverless.LocalHost.Indexing;

/// <summary>The functions that run, and those that are disabled.</summary>
sealed class FunctionCatalog
{
    readonly Dictionary<string, Function> _byName;

    FunctionCatalog(IEnumerable<Function> active, IReadOnlyList<Function> disabled)
    {
        _byName = active.ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);
        Active = [.. _byName.Values.OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)];
        Disabled = disabled;
    }

    /// <summary>The functions that run, by name.</summary>
    public IReadOnlyList<Function> Active { get; }

    /// <summary>The functions that settings or host.json leave out.</summary>
    public IReadOnlyList<Function> Disabled { get; }

    /// <summary>A function that runs, whatever the case of its name; null when there is none.</summary>
    public Function? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Refuses keys of functions that there are not: a name with a slip would leave a reader out without a word.</summary>
    /// <exception cref="StartException">There is one.</exception>
    public void CheckKeys(HostKeys keys)
    {
        List<string> known = [.. Active.Concat(Disabled).Select(function => function.Name)];
        foreach (var key in keys.OfFunctions)
        {
            if (key.Functions.Except(known, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } unknown)
            {
                throw new StartException(
                    ExitCodes.Configuration, $"LocalHost__FunctionKeys__{key.Name}__Functions names {unknown}, and the app has no such function.");
            }
        }
    }

    /// <summary>Reads what a worker says of its functions.</summary>
    /// <exception cref="StartException">One has a binding that this host lacks, or two have the same name.</exception>
    public static FunctionCatalog Read(IReadOnlyList<RpcFunctionMetadata> functions, HostSettings settings)
    {
        if (functions.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new StartException(ExitCodes.Configuration, $"Two functions are named {twice.Key}.");
        }

        var listed = settings.ListedFunctions;
        var split = functions.Select(Function.Read)
            .ToLookup(function => !settings.IsDisabled(function.Name) && (listed.Count == 0 || listed.Contains(function.Name)));
        return new FunctionCatalog(split[true], [.. split[false]]);
    }
}
