using System.Diagnostics.CodeAnalysis;
using Serverless.Core.Validation;

namespace Serverless.Core.Devices;

/// <summary>A device that was read, or everything that is wrong with it.</summary>
/// <param name="Device">Null when there are errors.</param>
/// <param name="Errors">Every fault; empty when there is a device.</param>
/// <param name="IsWellFormed">Whether the body is JSON at all.</param>
public sealed record DeviceReading(DeviceDefinition? Device, IReadOnlyList<FieldError> Errors, bool IsWellFormed)
{
    [MemberNotNullWhen(true, nameof(Device))]
    public bool IsValid => Device is not null;
}
