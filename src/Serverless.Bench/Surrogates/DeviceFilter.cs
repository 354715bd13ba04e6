namespace Serverless.Bench.Surrogates;

/// <summary>Which devices to keep.</summary>
static class DeviceFilter
{
    /// <summary>Whether a device is asked for: by its name or its beginning up to a hyphen or space; an empty list keeps all.</summary>
    public static bool Keeps(IReadOnlyList<string> wanted, string device) =>
        wanted.Count == 0 || wanted.Contains(device) || wanted.Contains(device.Split('-', ' ')[0]);
}
