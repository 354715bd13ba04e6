using System.Security.Cryptography;
using System.Text.Json;
using Serverless.Core;
using Serverless.Core.Devices;

namespace Serverless.Application.Searches;

/// <summary>The entity tag of a device.</summary>
public static class DeviceTag
{
    public static string Of(DeviceDefinition device)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(device, CoreJson.Default.DeviceDefinition);
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"";
    }
}
