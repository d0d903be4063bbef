using OrleansSessions.Host.Commands;

namespace OrleansSessions.Host.Remote;

/// <summary>The host can not be reached just now, or can not answer; later it may.</summary>
internal sealed class RemoteHostUnavailableException(string message) : CommandException(message);
